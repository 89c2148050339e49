import type { JsonObject } from './json.ts';
import type { Metrics } from './metrics.ts';
import type { Network } from './network.ts';
import type { Layer, Origin } from './origin.ts';
import type { Scaling } from './scaling.ts';
import type { DocumentRef } from './source.ts';
import type { Millis } from './units.ts';
import type { Worker } from './worker.ts';

/** Who moves the number of workers, and why it is that one; `hpa` is a HorizontalPodAutoscaler that no KEDA made. */
export interface Engine {
  readonly name: 'git' | 'hpa' | 'keda' | 'runtime';
  readonly because: string;
}

/** What a policy is called, in its file and in the cluster, and what its objects carry. */
export interface Identity {
  readonly name: string;
  /** As it is called in the environment, mapping applied. */
  readonly namespace: string;
  /** As the policy writes it. */
  readonly writtenNamespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What every policy carries to say where its values came from. */
export interface Provenance {
  readonly document: DocumentRef;
  readonly layers: readonly Layer[];
  /** Values that no one wrote: by the field they would have been written in. */
  readonly derived: Readonly<Record<string, Extract<Origin, { from: 'derived' }>>>;
}

export interface Alert {
  readonly enabled: boolean;
  readonly for: Millis;
  readonly severity: string;
}

export interface Alerts {
  readonly labels: Readonly<Record<string, string>>;
  readonly backlogNotDraining: Alert;
  readonly atMax: Alert;
  readonly signalStale: Alert;
  readonly notReady: Alert;
}

export type Disruption =
  | { readonly maxUnavailable: string | number }
  | { readonly minAvailable: string | number };

/** Identical queue workers, and how many there should be. */
export interface WorkerPool extends Identity {
  readonly kind: 'WorkerPool';
  /** `hyperflow` when it was written as that operator's own resource. */
  readonly dialect: 'roster' | 'hyperflow';
  readonly worker: Worker;
  readonly group?: string;
  readonly engine: Engine;
  readonly scaling: Scaling;
  readonly alerts: Alerts;
  readonly disruption: Disruption;
  /** `undefined`: nothing is cut off. */
  readonly network?: Network;
  readonly metrics?: Metrics;
  /** The spec as written, profile and overrides merged in, for the custom resource. */
  readonly written: JsonObject;
  readonly provenance: Provenance;
}
