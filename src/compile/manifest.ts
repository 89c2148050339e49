import type { JsonObject } from '../model/json.ts';

/** One Kubernetes object with the policy it came from. */
export interface Manifest {
  readonly object: JsonObject;
  readonly policy: PolicyRef;
  /** `by-hand`: it tells the engine of GitOps to sync the others, and must not be among them. Absent: it is synced. */
  readonly applied?: 'by-hand';
}

/** Where a policy stands: `file` is the path shown to people, `line` counts from 1. */
export interface PolicyRef {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly file: string;
  readonly line: number;
}
