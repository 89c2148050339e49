import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CapacityGroup } from '../model/capacity-group.ts';
import type { Environment, Estate } from '../model/environment.ts';
import type { JsonObject } from '../model/json.ts';
import { compareText } from '../model/order.ts';
import { type Layer, mergeLayers } from '../model/origin.ts';
import type { Identity, WorkerPool } from '../model/worker-pool.ts';
import type { ReadEnvironment } from './documents/environments.ts';
import { appliesTo, type Override } from './documents/layers.ts';
import type { ReadProfile } from './documents/profiles.ts';
import type { WrittenPolicy } from './documents/written.ts';
import { readConnections } from './environment.ts';
import { readGroup } from './group.ts';
import { linkEstate } from './link/estate.ts';
import type { Context } from './place.ts';
import { readPool } from './pool/pool.ts';
import type { WrittenGroup } from './schema/capacity-group.ts';
import type { WrittenEnvironment } from './schema/environment.ts';
import type { WrittenMetadata, WrittenPool } from './schema/worker-pool.ts';
import { salvage, tellsOfValue } from './validation/salvage.ts';
import { validate } from './validation/validate.ts';
import {
  validateCapacityGroup,
  validateGroupPart,
  validatePoolPart,
  validateWorkerPool,
} from './validation/validators.standalone.ts';
import { reportMetadata } from './values/labels.ts';

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
      namespace,
      environment,
    );
  });
  const policies = read.filter((one) => one !== undefined).toSorted(byIdentity);
  const pools = policies.filter((one) => one.kind === 'WorkerPool');
  const groups = policies.filter((one) => one.kind === 'CapacityGroup');
  return linkEstate({ environment, pools, groups }, diagnostics);
}

function layerOf({ layer, layerIn }: WrittenPolicy, environment: Environment): Layer {
  const { namespaces, defaultNamespace } = environment;
  return layerIn === undefined
    ? layer
    : layerIn((written = defaultNamespace) => mapped(namespaces, written));
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

function readPolicy(
  context: Context,
  policy: WrittenPolicy,
  namespace: string,
  environment: Environment,
): WorkerPool | CapacityGroup | undefined {
  const isPool = policy.kind === 'WorkerPool';
  const check = isPool ? validateWorkerPool : validateCapacityGroup;
  const [top] = context.layers;
  if (top?.from === 'override') {
    const own = context.layers.filter(({ from }) => from === 'policy');
    validate({ ...context, layers: own }, isPool ? validatePoolPart : validateGroupPart, {
      spec: own[0]?.spec,
    });
  }
  const value = { ...policy.value, spec: mergeLayers(context.layers) };
  const identity = () => identityOf(policy, environment, namespace);
  if (validate(context, check, value)) {
    reportMetadata(context, policy.value.metadata as unknown as WrittenMetadata);
    return readValid(context, policy, identity(), value.spec, environment);
  }
  const rest = salvage(check, value);
  if (rest === undefined) return undefined;
  const diagnostics: Diagnostic[] = [];
  readValid({ ...context, diagnostics }, policy, identity(), rest.spec as JsonObject, environment);
  context.diagnostics.push(...diagnostics.filter(({ code }) => tellsOfValue.has(code)));
  return undefined;
}

function readValid(
  context: Context,
  policy: WrittenPolicy,
  identity: Identity,
  spec: JsonObject,
  environment: Environment,
): WorkerPool | CapacityGroup | undefined {
  if (policy.kind === 'CapacityGroup')
    return readGroup(context, identity, spec as unknown as WrittenGroup);
  return readPool(
    context,
    identity,
    spec as unknown as WrittenPool,
    surroundings(policy, environment, context),
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

/** What a namespace is called in the environment; `constructor` is a namespace like any other. */
function mapped(namespaces: Environment['namespaces'], written: string): string {
  return Object.hasOwn(namespaces, written) ? (namespaces[written] ?? written) : written;
}

function identityOf(
  { name, value }: WrittenPolicy,
  { namespaces }: Environment,
  written: string,
): Identity {
  const { labels = {}, annotations = {} } = value.metadata as unknown as WrittenMetadata;
  return {
    name,
    namespace: mapped(namespaces, written),
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
