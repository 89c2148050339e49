import type { CapacityGroup } from './capacity-group.ts';
import type { Connections } from './connection.ts';
import type { DocumentRef } from './source.ts';
import type { WorkerPool } from './worker-pool.ts';

export interface Environment {
  readonly kind: 'Environment';
  readonly name: string;
  readonly defaultNamespace: string;
  readonly namespaces: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly gitops: 'argocd' | 'flux' | 'none';
  /** Major and minor, as numbers, so that 1.9 is below 1.32. */
  readonly versions: {
    readonly kubernetes: readonly [number, number];
    readonly keda: readonly [number, number];
  };
  readonly runtime: boolean;
  readonly prometheusOperator: {
    readonly enabled: boolean;
    readonly ruleLabels: Readonly<Record<string, string>>;
  };
  readonly connections: Connections;
  readonly document: DocumentRef;
}

/** All that one environment holds: the input of a compile. Policies are in the order of their identity. */
export interface Estate {
  readonly environment: Environment;
  readonly pools: readonly WorkerPool[];
  readonly groups: readonly CapacityGroup[];
}
