/** What the pools of the benchmark are scaled by. */
export const kinds = ['share', 'rabbitmq', 'prometheus', 'fixed'] as const;

export type Kind = (typeof kinds)[number];

/** What differs from pool to pool. The policy is written from it, and helm's values are these. */
export interface Pool {
  readonly kind: Kind;
  readonly name: string;
  readonly namespace: string;
  readonly group: string;
  readonly image: string;
  readonly queue: string;
  readonly metric: string;
  readonly bucket: string;
  readonly level: string;
  readonly batch: number;
  readonly cpu: string;
  readonly memory: string;
  readonly max: number;
  readonly units: number;
  readonly workers: number;
  /** Workers that fit into the group beside what others have reserved: helm cannot find that out, so it is given. */
  readonly budget: number;
}

export interface Group {
  readonly name: string;
  readonly namespace: string;
  readonly pods: number;
  readonly cpu: number;
  readonly memory: string;
  readonly priority: number;
}

export interface Estate {
  readonly groups: readonly Group[];
  readonly pools: readonly Pool[];
}
