import type { QueueReading } from './load.ts';
import type { ServedDeployment } from './served.ts';

/**
 * What is known of a model's scaling_configuration. `reading`: it is being read for the newest snapshot, nothing is decided
 * before; `none`: the API does not know the model, or never answered.
 */
export type ModelSettings =
  | { readonly state: 'read'; readonly settings: unknown }
  | { readonly state: 'reading' }
  | { readonly state: 'none'; readonly because: string };

/** All that a decision about one Deployment needs to know of it. */
export interface ModelState {
  readonly deployment: ServedDeployment;
  readonly reading: QueueReading;
  readonly settings: ModelSettings;
}
