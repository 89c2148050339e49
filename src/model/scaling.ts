import type {
  OasisConnection,
  PrometheusConnection,
  RabbitmqConnection,
  RedisConnection,
} from './connection.ts';
import type { Quantity } from './quantity.ts';
import type { Millis } from './units.ts';

/** What tells how much work is waiting, with the connection it is read through. */
export type Signal =
  | {
      readonly source: 'rabbitmq';
      readonly queue: string;
      readonly vhost: string;
      readonly count: 'ready+unacked' | 'ready';
      readonly connection: RabbitmqConnection;
    }
  | {
      readonly source: 'prometheus';
      readonly query: string;
      readonly connection: PrometheusConnection;
    }
  | {
      readonly source: 'redis';
      readonly of: 'list' | 'stream';
      readonly key: string;
      readonly consumerGroup?: string;
      readonly connection: RedisConnection;
    }
  | {
      readonly source: 'oasis';
      readonly supplier: string;
      readonly model: string;
      readonly version: string;
      readonly api: 'v1' | 'v2';
      readonly count: 'analyses' | 'tasks';
      readonly connection: OasisConnection;
    };

export type Formula = 'roster' | 'hyperflow' | 'wpok';

/** How much of a resource workers are to use on average: of what they request, in percent, or of the resource itself. */
export type Usage = { readonly averageUtilization: number } | { readonly averageValue: Quantity };

/** How the wanted number is found, before bounds, holds, rates and windows. `S` is how a signal is known: arithmetic does not look into it. */
export type Demand<S = Signal> =
  | { readonly mode: 'fixed'; readonly workers: number }
  | { readonly mode: 'whileBusy'; readonly signal: S; readonly workers: number }
  | { readonly mode: 'proportional'; readonly signal: S; readonly unitsPerWorker: number }
  | {
      readonly mode: 'share';
      readonly signal: S;
      readonly formula: Formula;
      readonly weight: number;
      readonly prometheus?: PrometheusConnection;
    }
  | {
      readonly mode: 'deadline';
      readonly signal: S;
      readonly drain: Drain;
      readonly serviceTime?: Millis;
    }
  | { readonly mode: 'perNode'; readonly nodes: Readonly<Record<string, string>> }
  | { readonly mode: 'platform'; readonly signal: S }
  | { readonly mode: 'manual'; readonly workers: number }
  /** At least one of the two; the one that wants more workers counts. */
  | { readonly mode: 'utilization'; readonly cpu?: Usage; readonly memory?: Usage };

export type Mode = Demand['mode'];

/** When a backlog is to be gone: within a time from now, or by a time of day. */
export type Drain =
  | { readonly within: Millis }
  | { readonly by: string; readonly timezone: string };

/** At most so many workers, or so many percent, in one period; the larger step counts. */
export interface Rate {
  readonly workers?: number;
  readonly percent?: number;
  readonly per: Millis;
}

/** What follows when a signal stays lost longer than `holdFor`. */
export type AfterLoss = 'hold' | { readonly workers: number } | { readonly atLeast: number };

/** A window in which other bounds apply. `end` is the cron of its closing, where one cron can say it exactly. */
export interface Window {
  readonly cron: string;
  readonly end?: string;
  readonly timezone: string;
  readonly length: Millis;
  readonly atLeast?: number;
  readonly atMost?: number;
}

export interface Scaling<S = Signal> {
  readonly demand: Demand<S>;
  readonly min: number;
  /** The most workers there can ever be, windows included. */
  readonly max: number;
  readonly hold: Millis;
  readonly up?: Rate;
  readonly down?: Rate;
  readonly pollingInterval: Millis;
  readonly onSignalLoss: { readonly holdFor: Millis; readonly next: AfterLoss };
  readonly schedule: readonly Window[];
  readonly victims: 'idle' | 'any';
  /** Who says which workers are idle; absent where nobody does, so that any may go. */
  readonly idleness?: Idleness;
}

/**
 * Where it is read that a worker has nothing to do: the broker's list of consumers with unacknowledged messages, an
 * annotation of the pod (`idle` or `busy`), or an HTTP endpoint of the pod (200 for idle, 409 for busy). Whoever is not
 * known to be idle counts as busy.
 */
export type Idleness =
  | { readonly from: 'broker' }
  | { readonly from: 'annotation'; readonly key: string }
  | { readonly from: 'http'; readonly port: number; readonly path: string };

/** The signal of a demand, if its mode has one. */
export function signalOf<S>(demand: Demand<S>): S | undefined {
  return 'signal' in demand ? demand.signal : undefined;
}
