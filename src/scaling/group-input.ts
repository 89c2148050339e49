/** What a CapacityGroup lets its pools use together. */
export interface GroupInput {
  /** `namespace/name`. */
  readonly id: string;
  /** By the resource names of a ResourceQuota, in billionths written as text, so that it is plain JSON. */
  readonly quota: Readonly<Record<string, string>>;
  /** By pool id: what one worker takes of each of these resources, in billionths written as text. */
  readonly requests: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What pods take of it that belong to none of the pools: Jobs, clusters, what a person started. In billionths. */
  readonly others: Readonly<Record<string, string>>;
  readonly priorityLevels?: number;
}
