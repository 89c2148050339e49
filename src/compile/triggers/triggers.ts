import type { WorkerPool } from '../../model/worker-pool.ts';
import { cron } from './cron.ts';
import type { Scaler } from './scaler.ts';

/** A trigger of a ScaledObject. Names are unique in it; KEDA's own metrics carry them. */
export interface Trigger {
  readonly type: string;
  readonly name: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly authenticationRef?: { readonly name: string };
}

/** The triggers of a pool: its signal, if it has one, then its windows in their order. The largest answer counts. */
export function triggers(pool: WorkerPool, signal: Scaler | undefined): readonly Trigger[] {
  const windows = pool.scaling.schedule.map((window, index) =>
    trigger(pool, `window-${index + 1}`, cron(window)),
  );
  return signal === undefined ? windows : [trigger(pool, 'signal', signal), ...windows];
}

function trigger(pool: WorkerPool, name: string, { type, metadata, secrets }: Scaler): Trigger {
  const plain = { type, name, metadata };
  return secrets.length === 0 ? plain : { ...plain, authenticationRef: { name: pool.name } };
}
