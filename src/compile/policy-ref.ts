import type { Environment } from '../model/environment.ts';
import type { Identity, Provenance } from '../model/worker-pool.ts';
import type { PolicyRef } from './manifest.ts';

/** Names a policy and where it stands; the namespace is what the environment calls it. */
export function policyRef(
  policy: Identity & { readonly kind: string; readonly provenance: Provenance },
): PolicyRef {
  const { kind, name, namespace } = policy;
  const { source, line } = policy.provenance.document;
  return { kind, name, namespace, file: source.path, line };
}

/** The same for an Environment, which lies in no namespace. */
export function environmentRef({ kind, name, document }: Environment): PolicyRef {
  return { kind, name, file: document.source.path, line: document.line };
}
