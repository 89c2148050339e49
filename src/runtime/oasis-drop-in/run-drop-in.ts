import type { ApiClient } from '../kube/api-client.ts';
import type { Parts } from '../parts.ts';
import { createPlatform } from './platform.ts';
import { type ServeOptions, serveWorkers } from './serve-workers.ts';
import type { DropInSettings } from './settings.ts';

export interface DropInOptions extends Parts, Pick<ServeOptions, 'gate' | 'decided' | 'observed'> {
  readonly settings: DropInSettings;
  /** Needs get, list, watch and patch of `deployments` in the namespace, and no other right. */
  readonly api: ApiClient;
}

/** Does the work of the Oasis worker controller, with its settings, until `abort` fires. */
export async function runDropIn(options: DropInOptions, abort: AbortSignal): Promise<void> {
  const { settings } = options;
  const { namespace, continueUpdateScaling, totalLimit, priorityLevels } = settings;
  const { neverShutdownFixedWorkers, grace } = settings;
  const rules = { totalLimit, priorityLevels, neverShutdownFixedWorkers, grace };
  const platform = createPlatform(settings, options);
  await serveWorkers({ ...options, platform, namespace, continueUpdateScaling, rules }, abort);
}
