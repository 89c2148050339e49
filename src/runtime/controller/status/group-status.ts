import type { Condition } from './condition.ts';

/** The status of a CapacityGroup, as its CRD has it; amounts by the names that the policy has for them. */
export interface GroupStatus {
  readonly observedGeneration?: number;
  readonly quota?: Readonly<Record<string, string>>;
  readonly used?: Readonly<Record<string, string>>;
  readonly shares?: Readonly<Record<string, number>>;
  readonly conditions?: readonly Condition[];
}
