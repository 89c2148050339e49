import type { Millis } from '../../model/units.ts';

/** A signal as a WorkerPool resource names it: its connection is known by its name. */
export type RuntimeSignal =
  | {
      readonly source: 'rabbitmq';
      readonly connection: string;
      readonly queue: string;
      readonly vhost: string;
      readonly count: 'ready+unacked' | 'ready';
    }
  | { readonly source: 'prometheus'; readonly connection: string; readonly query: string }
  | {
      readonly source: 'redis';
      readonly connection: string;
      readonly of: 'list' | 'stream';
      readonly key: string;
      readonly consumerGroup?: string;
    }
  | {
      readonly source: 'oasis';
      readonly connection: string;
      readonly supplier: string;
      readonly model: string;
      readonly version: string;
      readonly api: 'v1' | 'v2';
      readonly count: 'analyses' | 'tasks';
    };

/** A signal that a pool needs, and how often. Equal signals have equal keys, whichever pool names them. */
export interface WantedSignal<S extends RuntimeSignal = RuntimeSignal> {
  readonly key: string;
  readonly signal: S;
  readonly interval: Millis;
}

/** The key of a signal: its connection and all that tells it from others. */
export function keyOf(signal: RuntimeSignal): string {
  const { source, connection, ...rest } = signal;
  return `${source}.${connection} ${JSON.stringify(Object.entries(rest).toSorted())}`;
}
