import type { Environment } from '../model/environment.ts';

/**
 * The order in which Argo CD applies kinds; those not named are wave 0. Few waves, since each costs two seconds, and none
 * between Deployment and ScaledObject: a scaling fix must not wait for pods that crash.
 */
const waves: ReadonlyMap<string, number> = new Map([
  ['CustomResourceDefinition', -30],
  ['ResourceQuota', -10],
  ['PriorityClass', -10],
  ['ServiceAccount', -5],
  ['TriggerAuthentication', -5],
  ['PrometheusRule', 10],
]);

/** Kinds whose removal takes more with it than themselves. */
const confirmed: ReadonlySet<string> = new Set([
  'CustomResourceDefinition',
  'ResourceQuota',
  'PriorityClass',
]);

/** What the GitOps engine is told about objects of a kind, as annotations. */
export function syncAnnotations(
  kind: string,
  { gitops }: Environment,
): Readonly<Record<string, string>> {
  if (gitops !== 'argocd') return {};
  const wave = waves.get(kind);
  return {
    ...(wave === undefined ? {} : { 'argocd.argoproj.io/sync-wave': String(wave) }),
    ...(confirmed.has(kind) ? { 'argocd.argoproj.io/sync-options': 'Prune=confirm' } : {}),
  };
}
