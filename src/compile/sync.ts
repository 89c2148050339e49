import type { Environment } from '../model/environment.ts';

type Annotations = Readonly<Record<string, string>>;

/**
 * The order in which Argo CD applies kinds; those not named are wave 0. Few waves, since each costs two seconds, and none
 * between Deployment and ScaledObject: a scaling fix must not wait for pods that crash. Each wave waits until the one
 * before is healthy, so rules come before pods (an alert must not wait for what it is to tell of, and triggers ask for
 * the series of rules), and Jobs, which are not healthy before they end, come last.
 */
const waves: ReadonlyMap<string, number> = new Map([
  ['CustomResourceDefinition', -30],
  ['Namespace', -30],
  ['ResourceQuota', -10],
  ['PriorityClass', -10],
  ['ValidatingAdmissionPolicy', -10],
  ['ValidatingAdmissionPolicyBinding', -10],
  ['ServiceAccount', -5],
  ['TriggerAuthentication', -5],
  ['PrometheusRule', -5],
  ['Job', 10],
]);

/** Kinds whose removal takes more with it than themselves. */
const guarded: ReadonlySet<string> = new Set([
  'CustomResourceDefinition',
  'Namespace',
  'ResourceQuota',
  'PriorityClass',
]);

/** What the GitOps engine is told about objects of a kind, as annotations. */
export function syncAnnotations(kind: string, { gitops }: Environment): Annotations {
  switch (gitops) {
    case 'argocd':
      return argocdAnnotations(kind);
    case 'flux':
      return fluxAnnotations(kind);
    case 'none':
      return {};
  }
}

/**
 * What every engine is told about objects of a kind that all environments of a cluster have in common. If they said
 * different things, each sync would take back what the last one wrote.
 */
export function commonAnnotations(kind: string): Annotations {
  return { ...argocdAnnotations(kind), ...fluxAnnotations(kind) };
}

function argocdAnnotations(kind: string): Annotations {
  const wave = waves.get(kind);
  return {
    ...(wave === undefined ? {} : { 'argocd.argoproj.io/sync-wave': String(wave) }),
    ...(guarded.has(kind)
      ? { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' }
      : {}),
  };
}

/** Flux knows no confirmation: what is guarded stays until somebody deletes it. It finds the order by itself. */
function fluxAnnotations(kind: string): Annotations {
  return guarded.has(kind) ? { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } : {};
}
