import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CapacityGroup } from '../model/capacity-group.ts';
import type { Environment, Estate } from '../model/environment.ts';
import { compareText } from '../model/order.ts';
import { type Layer, mergeLayers } from '../model/origin.ts';
import type { Identity, WorkerPool } from '../model/worker-pool.ts';
import { readConnections } from './environment.ts';
import type { ReadEnvironment } from './environments.ts';
import { readGroup } from './group.ts';
import { appliesTo } from './layers.ts';
import { linkEstate } from './link/estate.ts';
import type { Context } from './place.ts';
import { readPool } from './pool.ts';
import type { ReadProfile } from './profiles.ts';
import type { WrittenGroup } from './schema/capacity-group.ts';
import type { WrittenEnvironment } from './schema/environment.ts';
import type { WrittenMetadata, WrittenPool } from './schema/worker-pool.ts';
import { validate } from './validate.ts';
import { validateCapacityGroup, validateWorkerPool } from './validators.standalone.ts';
import type { WrittenPolicy } from './written.ts';

/** Reads all policies as one environment sees them: profile below, policy, overrides on top. */
export function buildEstate(
  { environment, overrides }: ReadEnvironment,
  written: readonly WrittenPolicy[],
  profiles: readonly ReadProfile[],
  diagnostics: Diagnostic[],
): Estate {
  const profileLayers = new Map(profiles.map(({ name, layer }) => [name, layer]));
  const pools: WorkerPool[] = [];
  const groups: CapacityGroup[] = [];
  for (const policy of written) {
    const namespace = policy.namespace ?? environment.defaultNamespace;
    const above = overrides
      .filter((one) => appliesTo(one, policy.kind, policy.name, namespace))
      .map(({ layer }) => layer)
      .toReversed();
    const layers = withProfile([...above, policy.layer], profileLayers);
    const context: Context = { document: policy.document, layers, diagnostics };
    const spec = mergeLayers(layers);
    const isValid = validate(
      context,
      policy.kind === 'WorkerPool' ? validateWorkerPool : validateCapacityGroup,
      { ...policy.value, spec },
    );
    if (!isValid) continue;
    const identity = identityOf(policy, environment, namespace);
    if (policy.kind === 'CapacityGroup')
      groups.push(readGroup(context, identity, spec as unknown as WrittenGroup));
    else {
      const pool = readPool(
        context,
        identity,
        spec as unknown as WrittenPool,
        surroundings(policy, environment, context),
      );
      if (pool !== undefined) pools.push(pool);
    }
  }
  return linkEstate(
    { environment, pools: pools.toSorted(byIdentity), groups: groups.toSorted(byIdentity) },
    diagnostics,
  );
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
    namespace: namespaces[written] ?? written,
    writtenNamespace: written,
    labels,
    annotations,
  };
}

function surroundings(
  { connections, dialect }: WrittenPolicy,
  environment: Environment,
  context: Context,
) {
  if (connections === undefined)
    return { environment, connections: environment.connections, dialect };
  const own = readConnections(
    context,
    connections as unknown as NonNullable<WrittenEnvironment['connections']>,
  );
  return { environment, connections: own, dialect };
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
