import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Environment, Estate } from '../model/environment.ts';
import { compareText } from '../model/order.ts';
import type { Layer } from '../model/origin.ts';
import type { Identity } from '../model/worker-pool.ts';
import type { ReadEnvironment } from './documents/environments.ts';
import { appliesTo, type Override } from './documents/layers.ts';
import { namespaceHere } from './documents/namespace-here.ts';
import type { ReadProfile } from './documents/profiles.ts';
import type { WrittenPolicy } from './documents/written.ts';
import { linkEstate } from './link/estate.ts';
import { readPolicy } from './policy.ts';
import type { WrittenMetadata } from './schema/worker-pool.ts';

/** Reads all policies as one environment sees them: profile below, policy, overrides on top. */
export function buildEstate(
  { environment, overrides }: ReadEnvironment,
  written: readonly WrittenPolicy[],
  profiles: readonly ReadProfile[],
  diagnostics: Diagnostic[],
): Estate {
  const profileLayers = new Map(profiles.map(({ name, layer }) => [name, layer]));
  const read = written.map((policy) => {
    const namespace = policy.namespace ?? environment.defaultNamespace;
    const layers = withProfile(
      [...overridesOf(policy, namespace, overrides), layerOf(policy, environment)],
      profileLayers,
    );
    return readPolicy(
      { document: policy.document, layers, diagnostics },
      policy,
      identityOf(policy, environment, namespace),
      environment,
    );
  });
  const policies = read.filter((one) => one !== undefined).toSorted(byIdentity);
  const pools = policies.filter((one) => one.kind === 'WorkerPool');
  const groups = policies.filter((one) => one.kind === 'CapacityGroup');
  const jobs = policies.filter((one) => one.kind === 'JobTemplate');
  const clusters = policies.filter((one) => one.kind === 'ClusterTemplate');
  return linkEstate({ environment, pools, groups, jobs, clusters }, diagnostics);
}

function layerOf({ layer, layerIn }: WrittenPolicy, environment: Environment): Layer {
  const { namespaces, defaultNamespace } = environment;
  return layerIn === undefined
    ? layer
    : layerIn((written = defaultNamespace) => namespaceHere(namespaces, written));
}

/** The layers of the overrides that apply, the last written on top. */
function overridesOf(
  { kind, name }: WrittenPolicy,
  namespace: string,
  overrides: readonly Override[],
): readonly Layer[] {
  return overrides
    .filter((one) => appliesTo(one, kind, name, namespace))
    .map(({ layer }) => layer)
    .toReversed();
}

function withProfile(
  layers: readonly Layer[],
  profiles: ReadonlyMap<string, Layer>,
): readonly Layer[] {
  const name = layers.find(({ spec }) => spec.profile !== undefined)?.spec.profile;
  const profile = typeof name === 'string' ? profiles.get(name) : undefined;
  return profile === undefined ? layers : [...layers, profile];
}

function identityOf(
  { name, value }: WrittenPolicy,
  { namespaces }: Environment,
  written: string,
): Identity {
  const { labels = {}, annotations = {} } = value.metadata as unknown as WrittenMetadata;
  return {
    name,
    namespace: namespaceHere(namespaces, written),
    writtenNamespace: written,
    labels,
    annotations,
  };
}

function byIdentity(
  a: {
    namespace: string;
    name: string;
    provenance: { document: { source: { path: string }; index: number } };
  },
  b: typeof a,
): number {
  return (
    compareText(a.namespace, b.namespace) ||
    compareText(a.name, b.name) ||
    compareText(a.provenance.document.source.path, b.provenance.document.source.path) ||
    a.provenance.document.index - b.provenance.document.index
  );
}
