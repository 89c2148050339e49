import type { RabbitmqConnection } from './connection.ts';
import type { Images } from './job/image-pattern.ts';
import type { Parameter } from './job/parameter.ts';
import type { JsonObject } from './json.ts';
import type { Pod } from './pod.ts';
import type { Signal } from './scaling.ts';
import type { Millis } from './units.ts';
import type { Alert, Identity, Provenance } from './worker-pool.ts';

/** How many ended Jobs are kept for people to look at. */
export interface History {
  readonly successful: number;
  readonly failed: number;
}

/** In which form requests come and answers go. */
export type Dialect = 'roster' | 'mstc';

/** The queue that requests come from. */
export interface RequestQueue {
  readonly connection: RabbitmqConnection;
  readonly vhost: string;
  readonly queue: string;
  /** The exchange that the queue is bound to by its own name; absent for the default one, to which every queue is. */
  readonly exchange?: string;
  readonly dialect: Dialect;
}

/** The address that requests come to. */
export interface RequestPath {
  readonly path: string;
  readonly dialect: Dialect;
}

/** What makes KEDA start Jobs. */
export interface KedaTrigger {
  readonly kind: 'keda';
  readonly signal: Signal;
  readonly unitsPerJob: number;
  readonly pollingInterval: Millis;
  readonly strategy: 'default' | 'accurate' | 'eager';
  readonly history: History;
}

/** What makes Kubernetes start Jobs by the clock. */
export interface ScheduleTrigger {
  readonly kind: 'schedule';
  readonly cron: string;
  readonly timezone: string;
  readonly concurrencyPolicy: 'Allow' | 'Forbid' | 'Replace';
  readonly startingDeadline: Millis;
  readonly history: History;
}

/** What makes the runtime start Jobs; at least one of both. */
export interface RequestTrigger {
  readonly kind: 'requests';
  readonly queue?: RequestQueue;
  readonly http?: RequestPath;
}

/** What starts the work. */
export type Trigger =
  /** `run` is any text; another one does the same work again. */
  { readonly kind: 'once'; readonly run?: string } | ScheduleTrigger | KedaTrigger | RequestTrigger;

/** What an attempt's exit code means; the first rule that has it counts. */
export interface ExitRule {
  /** Ascending, each once; never zero with `in`. */
  readonly exitCodes: readonly number[];
  readonly operator: 'in' | 'notIn';
  readonly action: 'retry' | 'fail' | 'ignore';
}

/** What happens when an attempt fails. */
export interface Retries {
  readonly limit: number;
  /** Whether a pod that a node's drain or loss took away counts as an attempt. */
  readonly disruptions: 'ignore' | 'count';
  readonly rules: readonly ExitRule[];
}

/** The alerts of a job; one that is switched off is there, and not rendered. */
export interface JobAlerts {
  readonly labels: Readonly<Record<string, string>>;
  readonly failing: Alert;
  readonly stuck: Alert;
  /** Without `after` there is no such alert. */
  readonly overdue: Omit<Alert, 'for'> & { readonly after?: Millis };
}

/** Work that runs to completion. */
export interface JobTemplate extends Identity {
  readonly kind: 'JobTemplate';
  readonly worker: Pod;
  readonly images: Images;
  readonly parameters: readonly Parameter[];
  readonly trigger: Trigger;
  readonly suspend: boolean;
  /** How long one attempt may run, from the start of its pod. */
  readonly timeout?: Millis;
  /** The longest `timeout` that a request may ask for. */
  readonly maxTimeout?: Millis;
  /** How long all of it may take, waiting and all attempts included. */
  readonly deadline?: Millis;
  readonly retries: Retries;
  /** How long a Job that has ended is kept; absent: the history of the trigger decides. */
  readonly ttl?: Millis;
  readonly parallelism: number;
  /** Absent: a work queue, which is done when one pod has succeeded and all have ended. */
  readonly completions?: number;
  /** Most Jobs at once, for triggers that may start several. */
  readonly concurrency: number;
  readonly group?: string;
  readonly alerts: JobAlerts;
  /** The spec as written, overrides merged in, for the custom resource. */
  readonly written: JsonObject;
  readonly provenance: Provenance;
}

/** The most pods of a template that run at the same moment; `undefined` where nothing limits them: a CronJob whose runs may overlap. */
export function mostPods({ trigger, parallelism, concurrency }: JobTemplate): number | undefined {
  switch (trigger.kind) {
    case 'once':
      return parallelism;
    case 'schedule':
      return trigger.concurrencyPolicy === 'Allow' ? undefined : parallelism;
    case 'keda':
    case 'requests':
      return concurrency * parallelism;
  }
}
