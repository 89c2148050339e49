import type { Labels } from '../labels.ts';

/** What a pod is made for: what the policy around it decides. */
export interface PodPlace {
  /** All labels of the pod: those of the environment, of the policy and of the pod itself. */
  readonly labels: Labels;
  /** Those that nothing in a policy can change, `podTemplate` included. */
  readonly fixedLabels: Labels;
  /** What tells the pods of this place from all others: for `onePerNode` and even spreading. */
  readonly selector: Labels;
  readonly serviceAccountName: string;
  /** The name of the main container: that of the pod's field in the spec. */
  readonly container: string;
  /** For a pod that is to end; absent where its containers are always started again. */
  readonly restartPolicy?: 'Never' | 'OnFailure';
  /** Major and minor version of the cluster. */
  readonly kubernetes: readonly [number, number];
}
