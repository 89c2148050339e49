import type { CapacityGroup } from './capacity-group.ts';
import type { ClusterTemplate } from './cluster-template.ts';
import type { Connections } from './connection.ts';
import type { ArgoCd, Flux } from './gitops.ts';
import type { Grafana } from './grafana.ts';
import type { JobTemplate } from './job-template.ts';
import type { NamespaceObjects } from './namespace-objects.ts';
import type { ClusterNetwork } from './network.ts';
import type { Runtime } from './runtime.ts';
import type { DocumentRef } from './source.ts';
import type { Version } from './version.ts';
import type { WorkerPool } from './worker-pool.ts';

/** Where policies go, and what is there. */
export interface Environment {
  readonly kind: 'Environment';
  readonly name: string;
  readonly defaultNamespace: string;
  readonly namespaces: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly gitops: 'argocd' | 'flux' | 'none';
  readonly argocd: ArgoCd;
  readonly flux: Flux;
  /** `undefined` where no Namespace is rendered. */
  readonly namespaceObjects: NamespaceObjects | undefined;
  /** Major and minor, as numbers, so that 1.9 is below 1.32. */
  readonly versions: {
    readonly kubernetes: Version;
    readonly keda: Version;
  };
  /** `undefined` where the environment has none. */
  readonly runtime: Runtime | undefined;
  readonly prometheusOperator: {
    readonly enabled: boolean;
    readonly ruleLabels: Readonly<Record<string, string>>;
    readonly podMonitorLabels: Readonly<Record<string, string>>;
  };
  /** Absent where no dashboard is rendered. */
  readonly grafana?: Grafana;
  readonly connections: Connections;
  readonly network: ClusterNetwork;
  readonly document: DocumentRef;
}

/** All that one environment holds: the input of a compile. Policies are in the order of their identity. */
export interface Estate {
  readonly environment: Environment;
  readonly pools: readonly WorkerPool[];
  readonly groups: readonly CapacityGroup[];
  readonly jobs: readonly JobTemplate[];
  readonly clusters: readonly ClusterTemplate[];
}
