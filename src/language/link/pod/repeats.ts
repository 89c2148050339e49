import type { Container } from '../../../model/container.ts';
import type { Path } from '../../../model/source.ts';
import { type Context, complain } from '../../place.ts';
import { containersOf, sideContainersOf } from './containers.ts';
import { mainContainer, type PodPolicy } from './pod-policy.ts';

/** A value that must not stand twice among others, and its place in the spec. */
interface Entry {
  readonly path: Path;
  readonly value: string | undefined;
}

/** Kubernetes refuses two volumes, ports, mounts or pull secrets of one name, and keeps the last of two variables without a word. */
export function reportRepeats(context: Context, { worker }: PodPolicy): void {
  const { pullSecrets, volumes } = worker;
  const containers = containersOf(worker);
  const sides = sideContainersOf(worker);
  const names = sides.map(({ path, container: { name } }) => entry([...path, 'name'], name));
  const lists = [
    ...containers.map(({ path, container: { env } }) => listed(path, 'env', 'name', env)),
    ...containers.map(({ path, container }) => portNames(path, container)),
    ...containers.map(({ path, container }) => portNumbers(path, container)),
    pullSecrets.map((value, index) => entry(['worker', 'pullSecrets', index], value)),
    listed(['worker'], 'volumes', 'mountPath', volumes),
    ...sides.map(({ path, container: { mounts } }) => listed(path, 'mounts', 'path', mounts)),
  ];
  for (const entries of lists) reportTwice(context, entries, 'its list');
  const again = `see it at a second place with \`podTemplate: {spec: {containers: [{name: ${mainContainer(context)}, volumeMounts: […]}]}}\``;
  reportTwice(context, listed(['worker'], 'volumes', 'name', volumes), 'its list', again);
  // containers have one name each, and share the network: a port belongs to one of them
  const ofPod = [
    [entry(['worker'], mainContainer(context)), ...names],
    containers.flatMap(({ path, container }) => first(portNames(path, container))),
    containers.flatMap(({ path, container }) => first(portNumbers(path, container))),
  ];
  for (const entries of ofPod) reportTwice(context, entries, 'the pod');
}

function entry(path: Path, value: string | undefined): Entry {
  return { path, value };
}

function portNames(path: Path, { ports }: Container): readonly Entry[] {
  return listed(path, 'ports', 'name', ports);
}

function portNumbers(path: Path, { ports }: Container): readonly Entry[] {
  return ports.map(({ containerPort, protocol = 'TCP' }, index) =>
    entry([...path, 'ports', index, 'containerPort'], `${containerPort}/${protocol}`),
  );
}

function listed<K extends string>(
  path: Path,
  field: string,
  key: K,
  items: readonly { readonly [Name in K]?: string }[],
): readonly Entry[] {
  return items.map((item, index) => entry([...path, field, index, key], item[key]));
}

/** Each value once, since those that stand twice in one list were told. */
function first(entries: readonly Entry[]): readonly Entry[] {
  return [...new Map(entries.toReversed().map((one) => [one.value, one])).values()];
}

function reportTwice(
  context: Context,
  entries: readonly Entry[],
  where: string,
  help?: string,
): void {
  const seen = new Set<string>();
  for (const { path, value } of entries) {
    if (value === undefined) continue;
    if (seen.has(value)) {
      complain(
        context,
        'conflicting-fields',
        path,
        (field) => `${field} must be unique in ${where}, \`${value}\` stands there twice`,
        { help },
      );
    }
    seen.add(value);
  }
}
