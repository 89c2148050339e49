import type { Json, JsonObject } from './json.ts';
import type { Network } from './network.ts';
import type { Pod } from './pod.ts';
import type { Quantity } from './quantity.ts';
import type { Millis } from './units.ts';
import type { Identity, Provenance } from './worker-pool.ts';

/** Which clients the clusters are for: those of dask-gateway, or those of the resaas scheduler. */
export type ClusterDialect = 'dask' | 'resaas';

/** The two pods that a cluster is made of; the controller of a sampling cluster is its scheduler. */
export type ClusterRole = 'scheduler' | 'worker';

/** One of the two pods of a cluster, as the policy has it; the dialect adds its own when it is compiled. */
export interface ClusterPod extends Pod {
  /** Who says what the container runs: the dialect, the policy with `command` or `args`, or the image by itself. */
  readonly start: 'dialect' | 'policy' | 'image';
}

/** How many workers one cluster may have. */
export interface ClusterWorkers {
  readonly default: number;
  readonly min: number;
  /** Absent: as many as the other limits, or the nodes, allow. */
  readonly max?: number;
  /** Whether users may have the number follow the work. */
  readonly adaptive: boolean;
}

/** What one worker a node means beyond keeping workers off each other's nodes. */
export interface PerNode {
  /** Whose workers stay off each other's nodes: those of one cluster, or those of all clusters of the template. */
  readonly apart: 'cluster' | 'template';
  /** What of a node is left free; given, a worker takes all the rest, whatever the node's size. */
  readonly reserve?: { readonly cpu?: Quantity; readonly memory?: Quantity };
  /** Workers made beyond the nodes there are, for an autoscaler of nodes to see. */
  readonly surplus: number;
}

interface Amounts {
  readonly cpu?: Quantity;
  readonly memory?: Quantity;
}

/** What clusters may take, the scheduler included; what is absent has no limit. */
export interface ClusterLimits {
  readonly perCluster: Amounts;
  readonly perUser: Amounts & { readonly clusters: number };
  readonly total: Amounts & { readonly clusters?: number; readonly pods?: number };
}

export type OptionType = 'integer' | 'number' | 'string' | 'choice' | 'boolean' | 'map';

/** A field of a cluster that an option of its user may change. */
export type OptionField =
  | 'worker.cpu'
  | 'worker.memory'
  | 'worker.image'
  | 'scheduler.cpu'
  | 'scheduler.memory'
  | 'scheduler.image'
  | 'image'
  | 'workers'
  | 'workers.max'
  | 'idleTimeout'
  | 'env'
  | 'setting';

export interface OptionChoice {
  readonly name: string;
  /** What is set when it is chosen. */
  readonly value: string;
}

/** Something that a user may say about the cluster that is asked for. */
export interface ClusterOption {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly type: OptionType;
  readonly default: Json;
  readonly min?: number;
  readonly max?: number;
  /** What a number is counted in: `Gi`, `m`. */
  readonly unit?: string;
  /** Matches the whole text, or the name of every variable of a map. */
  readonly pattern?: string;
  readonly choices: readonly OptionChoice[];
  /** An environment variable of both pods, or a field. */
  readonly sets: { readonly variable: string } | { readonly field: OptionField };
}

/** How long things may take, or last; what is absent has no end. */
export interface ClusterTimes {
  readonly idleTimeout?: Millis;
  readonly startTimeout: Millis;
  readonly workerStartTimeout: Millis;
  readonly maxLifetime?: Millis;
  /** How long a cluster that has ended can still be asked about. */
  readonly keepEnded: Millis;
}

/** How people reach the scheduler. */
export interface Exposure {
  /** Through the gateway's public port, or from inside the cluster's network alone. */
  readonly scheduler: 'gateway' | 'service';
  readonly dashboard: boolean;
  /** The URL that users know the gateway by. */
  readonly address?: string;
}

/** Who may ask for clusters; no list of either kind: everybody whom the gateway knows. */
export interface ClusterUsers {
  readonly names: readonly string[];
  readonly groups: readonly string[];
  /** Those who may see and stop the clusters of others; names and groups. */
  readonly operators: readonly string[];
}

/** What only sampling clusters have. */
export interface Sampling {
  readonly internalAuth: 'token-or-source' | 'token';
  readonly results?: {
    readonly endpoint?: string;
    readonly bucket: string;
    readonly folder: string;
    readonly linkLifetime: Millis;
    readonly secret: string;
  };
}

/** Clusters that people ask for at run time. */
export interface ClusterTemplate extends Identity {
  readonly kind: 'ClusterTemplate';
  readonly dialect: ClusterDialect;
  readonly group?: string;
  readonly scheduler: ClusterPod;
  readonly worker: ClusterPod;
  readonly workers: ClusterWorkers;
  /** There where workers are kept off each other's nodes. */
  readonly perNode?: PerNode;
  readonly limits: ClusterLimits;
  readonly times: ClusterTimes;
  readonly options: readonly ClusterOption[];
  readonly exposure: Exposure;
  readonly users: ClusterUsers;
  /** In dialect `resaas` alone. */
  readonly sampling?: Sampling;
  /** What the policy names beyond DNS, the gateway and the cluster itself; DNS is in it. */
  readonly network: Network;
  /** The spec as written, overrides merged in, for the custom resource. */
  readonly written: JsonObject;
  readonly provenance: Provenance;
}
