import type { Signal } from '../../model/scaling.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { shareTrigger } from '../rules/share-trigger.ts';
import { prometheus } from './prometheus.ts';
import { rabbitmq } from './rabbitmq.ts';
import { redis } from './redis.ts';
import type { Scaler } from './scaler.ts';

/** What KEDA asks for a pool's signal; `undefined` for a fixed number. Modes that KEDA cannot do are a fault of ours and throw. */
export function signalScaler(pool: WorkerPool): Scaler | undefined {
  const { demand } = pool.scaling;
  switch (demand.mode) {
    case 'fixed':
      return undefined;
    case 'proportional':
      return scaler(demand.signal, demand.unitsPerWorker);
    case 'whileBusy':
      // One unit is enough for all workers; the bounds, which are equal, do the rest.
      return scaler(demand.signal, 1);
    case 'share':
      // The recorded series is the number of workers itself.
      return prometheus(shareTrigger(pool), demand.prometheus, 1);
    case 'deadline':
    case 'perNode':
    case 'platform':
    case 'manual':
    case 'utilization':
      throw new Error(`KEDA has no scaler for mode ${demand.mode}`);
  }
}

/** What KEDA asks for a signal, so much of it to each worker or Job. */
export function scaler(signal: Signal, perWorker: number): Scaler {
  switch (signal.source) {
    case 'rabbitmq':
      return rabbitmq(signal, perWorker);
    case 'prometheus': {
      const { query, connection } = signal;
      return prometheus({ query, serverAddress: connection.url }, connection, perWorker);
    }
    case 'redis':
      return redis(signal, perWorker);
    case 'oasis':
      throw new Error('KEDA has no scaler for Oasis analyses');
  }
}
