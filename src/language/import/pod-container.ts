import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { plainAmount } from './amount.ts';
import { partOf } from './part.ts';
import { hasOnly, readPreStop, readProbe } from './pod-probe.ts';

/** A container in the words of a policy, and what of it a policy has no word for. */
export interface ReadContainer {
  readonly said: JsonObject;
  readonly unsaid: JsonObject;
}

const sameWords = ['image', 'imagePullPolicy', 'command', 'args', 'workingDir'] as const;

/** Reads all of a container but its volumes and security, which are of the pod as well. */
export function readContainer(container: JsonObject): ReadContainer {
  const { name: _, volumeMounts: __, securityContext: ___, ...rest } = container;
  const unsaid = new Map(Object.entries(rest));
  const said: Record<string, Json> = {};
  const say = (field: string, word: string, value: Json | undefined) => {
    if (value === undefined) return;
    said[word] = value;
    unsaid.delete(field);
  };
  for (const word of sameWords) say(word, word, rest[word]);
  const env = split(rest.env, isVariable);
  say('env', 'env', filled(env.fit.map(withText)));
  if (env.other.length > 0) unsaid.set('env', env.other);
  say('envFrom', 'envFrom', rest.envFrom);
  const ports = split(rest.ports, isPort);
  say('ports', 'ports', filled(ports.fit));
  if (ports.other.length > 0) unsaid.set('ports', ports.other);
  readResources(rest.resources, said, unsaid);
  readProbes(rest, said, unsaid);
  readLifecycle(rest.lifecycle, said, unsaid);
  return { said, unsaid: Object.fromEntries(unsaid) };
}

function split(list: Json | undefined, fits: (item: Json) => boolean) {
  const items = Array.isArray(list) ? (list as readonly Json[]) : [];
  return { fit: items.filter(fits), other: items.filter((item) => !fits(item)) };
}

function filled(list: readonly Json[]): readonly Json[] | undefined {
  return list.length === 0 ? undefined : list;
}

function isVariable(item: Json): boolean {
  if (!hasOnly(item, ['name', 'value', 'valueFrom'])) return false;
  const sources = ['secretKeyRef', 'configMapKeyRef', 'fieldRef', 'resourceFieldRef'];
  return item.valueFrom === undefined || hasOnly(item.valueFrom, sources);
}

/** A number or a switch is a text to a worker; the API server takes no other. */
function withText(item: Json): Json {
  const { value, ...variable } = item as JsonObject;
  if (value === undefined || isObject(value) || Array.isArray(value)) return item;
  return { ...variable, value: String(value) };
}

function isPort(item: Json): boolean {
  return (
    hasOnly(item, ['name', 'containerPort', 'protocol']) &&
    item.name !== undefined &&
    item.containerPort !== undefined
  );
}

function readResources(
  resources: Json | undefined,
  said: Record<string, Json>,
  unsaid: Map<string, Json | undefined>,
): void {
  if (!isObject(resources)) return;
  const { requests: _, limits: __, ...others } = resources as JsonObject;
  const amounts = (['requests', 'limits'] as const).flatMap((kind) => {
    const entries = Object.entries(partOf(resources as JsonObject, kind));
    return entries.length === 0 ? [] : [[kind, plainAmounts(entries)] as const];
  });
  if (amounts.length > 0) said.resources = Object.fromEntries(amounts);
  if (Object.keys(others).length === 0) unsaid.delete('resources');
  else unsaid.set('resources', others);
}

function plainAmounts(entries: readonly (readonly [string, Json])[]): JsonObject {
  return Object.fromEntries(entries.map(([name, amount]) => [name, plainAmount(String(amount))]));
}

const probeNames = [
  ['startupProbe', 'startup'],
  ['readinessProbe', 'readiness'],
  ['livenessProbe', 'liveness'],
] as const;

function readProbes(
  container: JsonObject,
  said: Record<string, Json>,
  unsaid: Map<string, Json | undefined>,
): void {
  const probes = probeNames.flatMap(([field, word]) => {
    const probe = readProbe(container[field]);
    if (probe === undefined) return [];
    unsaid.delete(field);
    return [[word, probe] as const];
  });
  if (probes.length > 0) said.probes = Object.fromEntries(probes);
}

function readLifecycle(
  lifecycle: Json | undefined,
  said: Record<string, Json>,
  unsaid: Map<string, Json | undefined>,
): void {
  if (!isObject(lifecycle)) return;
  const preStop = readPreStop((lifecycle as JsonObject).preStop);
  if (preStop === undefined) return;
  said.preStop = preStop;
  const { preStop: _, ...others } = lifecycle as JsonObject;
  if (Object.keys(others).length === 0) unsaid.delete('lifecycle');
  else unsaid.set('lifecycle', others);
}
