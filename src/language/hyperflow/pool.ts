import type { Json, JsonObject } from '../../model/json.ts';

/** A WorkerPool as the operator understands it: defaults of its definition applied, the queue named. */
export interface HyperflowPool {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly taskType: string;
  readonly image: string;
  /** What stands after `amqp://`: a host, or `user:password@host:port/vhost`. */
  readonly rabbitHostname: string;
  readonly redisUrl: string;
  readonly prometheusUrl: string;
  readonly queue: string;
  readonly vhost: string;
  readonly min: number;
  readonly max: number;
  readonly requests: Amounts;
  readonly limits?: Amounts;
  readonly env: readonly UserVariable[];
  /** Written for the fork of 2025, whose formula, exporter and windows differ. */
  readonly isForked: boolean;
}

/** `cpu` and `memory` as written, always texts. */
export type Amounts = Readonly<Record<string, string>>;

export interface UserVariable {
  readonly name: string;
  readonly [field: string]: Json | undefined;
}

/** The document after `checkShape` found nothing wrong with it, nulls removed. */
export interface WrittenWorkerPool {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly taskType: string;
    readonly image: string;
    readonly rabbitHostname: string;
    readonly redisUrl: string;
    readonly prometheusUrl: string;
    readonly queueName?: string;
    readonly minReplicaCount?: number;
    readonly maxReplicaCount?: number;
    readonly initialResources: {
      readonly requests: { readonly cpu: string | number; readonly memory: string | number };
      readonly limits?: { readonly cpu?: string | number; readonly memory?: string | number };
    };
    readonly queue?: {
      readonly name?: string;
      readonly vhost?: string;
      readonly durable?: boolean;
      readonly autoDelete?: boolean;
      readonly arguments?: Json;
    };
    readonly env?: readonly UserVariable[];
  };
  readonly status?: JsonObject;
}
