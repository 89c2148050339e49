import type { Environment } from '../../model/environment.ts';
import type { ArgoCd } from '../../model/gitops.ts';
import type { JsonObject } from '../../model/json.ts';
import { compareText } from '../../model/order.ts';
import { environmentLabels } from '../labels.ts';
import type { KubernetesObject } from '../object.ts';
import type { GroupKind, Stock } from './stock.ts';

interface ArgoCdObject extends KubernetesObject {
  readonly spec: JsonObject;
}

/** What Argo CD is given; nothing where it is not told of a repository. */
export function argocdObjects(environment: Environment, stock: Stock): readonly KubernetesObject[] {
  const { gitops, argocd } = environment;
  if (gitops !== 'argocd' || argocd.repository === undefined) return [];
  const { repository } = argocd;
  return [project(environment, repository.url, stock), application(environment, repository, stock)];
}

/** Allows what the environment has, and nothing else: a policy that wants more has to be seen here too. */
function project(environment: Environment, url: string, stock: Stock): ArgoCdObject {
  const { argocd, name } = environment;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: {
      name: argocd.project,
      namespace: argocd.namespace,
      labels: environmentLabels(environment, {}),
    },
    spec: {
      description: `What Roster renders for the environment ${name}.`,
      sourceRepos: [url],
      destinations: namespacesOf(stock).map((namespace) => ({ ...argocd.destination, namespace })),
      clusterResourceWhitelist: permitted(stock.clusterKinds),
      namespaceResourceWhitelist: permitted(stock.namespacedKinds),
    },
  };
}

/** Has no finalizer: whoever deletes it by mistake deletes nothing that it synced. */
function application(
  environment: Environment,
  { url, revision, path }: NonNullable<ArgoCd['repository']>,
  stock: Stock,
): ArgoCdObject {
  const { argocd, name } = environment;
  const [namespace] = namespacesOf(stock);
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: `roster-${name}`,
      namespace: argocd.namespace,
      labels: environmentLabels(environment, {}),
      // commits that touch other folders then cost nothing
      annotations: { 'argocd.argoproj.io/manifest-generate-paths': '.' },
    },
    spec: {
      project: argocd.project,
      source: { repoURL: url, targetRevision: revision, path },
      // every object names its namespace; the project allows no Application without one that it knows
      destination: { ...argocd.destination, ...(namespace !== undefined && { namespace }) },
      syncPolicy: {
        ...(argocd.automated && { automated: { ...argocd.automated } }),
        syncOptions: [
          'CreateNamespace=false',
          'PruneLast=true',
          'RespectIgnoreDifferences=true',
          'ServerSideApply=true',
        ],
        retry: { limit: 5, backoff: { duration: '10s', factor: 2, maxDuration: '5m' } },
      },
      ...ignored(stock),
    },
  };
}

/** The numbers that somebody else moves, each by the name of its Deployment, so that all others are held to what Git says. */
function ignored({ scaledByOthers }: Stock): JsonObject {
  if (scaledByOthers.length === 0) return {};
  const deployments = scaledByOthers.toSorted(
    (a, b) => compareText(a.namespace, b.namespace) || compareText(a.name, b.name),
  );
  return {
    ignoreDifferences: deployments.map(({ namespace, name }) => ({
      group: 'apps',
      kind: 'Deployment',
      name,
      namespace,
      jsonPointers: ['/spec/replicas'],
    })),
  };
}

function permitted(kinds: ReadonlyMap<string, GroupKind>): readonly JsonObject[] {
  return [...kinds]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([, { group, kind }]) => ({ group, kind }));
}

function namespacesOf({ namespaces }: Stock): readonly string[] {
  return [...namespaces.keys()].toSorted(compareText);
}
