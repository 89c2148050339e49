import type { V1LifecycleHandler } from '@kubernetes/client-node';
import type { Clock } from '../clock.ts';
import type { RunningContainer } from './container-runtime.ts';

export interface PreStopParts {
  readonly container: RunningContainer;
  readonly clock: Clock;
  /** The whole grace period, which the hook may use up. */
  readonly graceMs: number;
}

/** Does what a container wants done before it is told to end; resolves also when that fails, lasts too long or is aborted. */
export async function runPreStop(
  { sleep, exec, httpGet }: V1LifecycleHandler,
  { container, clock, graceMs }: PreStopParts,
  signal: AbortSignal,
): Promise<void> {
  if (sleep) return await clock.wait(Math.min(sleep.seconds * 1_000, graceMs), signal);
  // A hook and a probe that is tried once are the same to a runtime.
  const once = { ...(exec && { exec }), ...(httpGet && { httpGet }) };
  await container.probe({ ...once, timeoutSeconds: graceMs / 1_000 }, signal).catch(() => false);
}
