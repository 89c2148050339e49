import type { Environment } from '../../model/environment.ts';
import type { Flux, FluxSource } from '../../model/gitops.ts';
import type { JsonObject } from '../../model/json.ts';
import { formatDuration } from '../../model/units.ts';
import { environmentLabels } from '../labels.ts';
import type { KubernetesObject, Metadata } from '../object.ts';
import type { Stock } from './stock.ts';

interface FluxObject extends KubernetesObject {
  readonly spec: JsonObject;
}

/** What Flux is given; nothing where it is not told of a source. */
export function fluxObjects(environment: Environment, stock: Stock): readonly KubernetesObject[] {
  const { gitops, flux } = environment;
  if (gitops !== 'flux' || flux.source === undefined) return [];
  const source = sourceObject(environment, flux.source);
  return [...(source ? [source] : []), kustomization(environment, flux.source, stock)];
}

function sourceObject(environment: Environment, source: FluxSource): FluxObject | undefined {
  const interval = formatDuration(environment.flux.interval);
  const apiVersion = 'source.toolkit.fluxcd.io/v1';
  const metadata = metadataOf(environment);
  switch (source.from) {
    case 'git': {
      const { url, ref } = source;
      const spec = { interval, url, ref: { ...ref }, ...secretRef(source) };
      return { apiVersion, kind: 'GitRepository', metadata, spec };
    }
    case 'oci': {
      const { url, ref, provider } = source;
      const spec = { interval, url, ref: { ...ref }, provider, ...secretRef(source) };
      return { apiVersion, kind: 'OCIRepository', metadata, spec };
    }
    case 'existing':
      return undefined;
  }
}

function secretRef({ secretName }: { readonly secretName?: string }): JsonObject {
  return secretName === undefined ? {} : { secretRef: { name: secretName } };
}

/**
 * One is enough: Flux applies definitions and Namespaces first and waits for them, and applies on the server's side, where
 * it owns what Git says and nothing else. The replicas that somebody else moves are not in Git, so there is nothing to
 * ignore. Deleting it leaves what it applied, as with an Application of Argo CD.
 */
function kustomization(environment: Environment, source: FluxSource, stock: Stock): FluxObject {
  const { flux } = environment;
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: metadataOf(environment),
    spec: {
      interval: formatDuration(flux.interval),
      retryInterval: formatDuration(flux.retryInterval),
      timeout: formatDuration(flux.timeout),
      sourceRef: sourceRef(environment, source),
      path: flux.path === '.' ? './' : `./${flux.path}`,
      prune: true,
      deletionPolicy: 'Orphan',
      force: false,
      ...dependsOn(flux),
      ...(flux.serviceAccountName !== undefined && {
        serviceAccountName: flux.serviceAccountName,
      }),
      wait: flux.wait,
      ...(flux.wait ? healthChecks(stock) : {}),
    },
  };
}

function sourceRef(environment: Environment, source: FluxSource): JsonObject {
  switch (source.from) {
    case 'git':
      return { kind: 'GitRepository', name: metadataOf(environment).name };
    case 'oci':
      return { kind: 'OCIRepository', name: metadataOf(environment).name };
    case 'existing': {
      const { kind, name, namespace } = source;
      return { kind, name, ...(namespace !== undefined && { namespace }) };
    }
  }
}

function dependsOn({ dependsOn: names }: Flux): JsonObject {
  return names.length === 0 ? {} : { dependsOn: names.map((name) => ({ name })) };
}

/**
 * What Flux cannot tell by itself: a ScaledObject says no generation that it has seen, so that an old condition would count
 * for a new spec. While there is no condition, an expression does not evaluate, and Flux waits.
 */
function healthChecks({ namespacedKinds }: Stock): JsonObject {
  const kinds = ['ScaledJob', 'ScaledObject'].filter((kind) =>
    namespacedKinds.has(`keda.sh/${kind}`),
  );
  if (kinds.length === 0) return {};
  const isReady = (status: string) =>
    `status.conditions.exists(c, c.type == 'Ready' && c.status == '${status}')`;
  return {
    healthCheckExprs: kinds.map((kind) => ({
      apiVersion: 'keda.sh/v1alpha1',
      kind,
      current: isReady('True'),
      failed: isReady('False'),
    })),
  };
}

function metadataOf(environment: Environment): Metadata {
  return {
    name: `roster-${environment.name}`,
    namespace: environment.flux.namespace,
    labels: environmentLabels(environment, {}),
  };
}
