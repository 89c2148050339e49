import type { Container, PreStop, SideContainer } from './container.ts';
import type { Millis } from './units.ts';
import type { Volume } from './volume.ts';

type Labels = Readonly<Record<string, string>>;

type Verbatim = Readonly<Record<string, unknown>>;

export interface Toleration {
  readonly key?: string;
  readonly operator?: 'Equal' | 'Exists';
  readonly value?: string;
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  readonly tolerationTime?: Millis;
}

export interface Placement {
  readonly nodeSelector: Labels;
  readonly tolerations: readonly Toleration[];
  readonly onePerNode: boolean;
  readonly spread: readonly {
    readonly topologyKey: string;
    readonly maxSkew: number;
    readonly whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway';
  }[];
  readonly affinity?: Verbatim;
}

/** A rule of the hardened default that a policy switches off by name. */
export type Relaxation =
  | 'runAsRoot'
  | 'writableRootFilesystem'
  | 'privilegeEscalation'
  | 'capabilities'
  | 'seccomp'
  | 'serviceAccountToken';

export interface Security {
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  readonly fsGroup?: number;
  readonly relax: readonly Relaxation[];
}

/** What any pod has: that of a pool, of a job, of a cluster's scheduler and of its workers. It is its main container, too. */
export interface Pod extends Container {
  readonly pullSecrets: readonly string[];
  readonly gracePeriod: Millis;
  readonly preStop?: PreStop;
  readonly volumes: readonly Volume[];
  /** Run to their end one after another, before any other container starts. */
  readonly initContainers: readonly SideContainer[];
  /** Run beside the main container; those that Kubernetes can start before it, and stop after it, it does. */
  readonly sidecars: readonly SideContainer[];
  readonly placement: Placement;
  readonly security: Security;
  readonly priorityClass?: string;
  /** Named: an existing one is used and none is made. */
  readonly serviceAccount: { readonly name?: string; readonly annotations: Labels };
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly podTemplate?: Verbatim;
}
