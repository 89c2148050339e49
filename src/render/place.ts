import type { Manifest, PolicyRef } from '../compile/manifest.ts';
import { compareText } from '../model/order.ts';
import { type Identity, nameOf } from './identity.ts';

/** An object as text, who it is, and the policy it came from. */
export interface Written {
  readonly identity: Identity;
  readonly policy: PolicyRef;
  readonly text: string;
  readonly sha256: string;
  readonly applied?: Manifest['applied'];
}

/** The same with the path of its file, from the root of the output. */
export interface Placed extends Written {
  readonly path: string;
}

/**
 * Gives every object of an environment its path, `<environment>/<namespace>/<policy>/<kind>.<name>.yaml`, sorted by it;
 * what is applied by hand lies in `<environment>/_gitops/`, so that one command takes it all.
 * The group of the API is named only where two kinds clash. Throws when two objects are one and the same, or want one
 * path (also where only the case differs: macOS has one file then), naming both.
 */
export function place(environment: string, written: readonly Written[]): readonly Placed[] {
  const root = part(environment, 'the environment');
  const placed = written
    .map((one) => pathless(root, one))
    .sort((a, b) => compareText(a.key, b.key) || compareText(source(a), source(b)));
  refuseTwins(placed, ({ key }) => key, `objects of ${environment} are one and the same`);
  const clashes = countBy(placed, ({ path }) => path.toLowerCase());
  const named = placed.map((one) => {
    const isAlone = clashes.get(one.path.toLowerCase()) === 1;
    return isAlone ? one : { ...one, path: pathOf(one.folder, one.identity, one.identity.group) };
  });
  named.sort((a, b) => compareText(a.path, b.path));
  refuseTwins(named, ({ path }) => path.toLowerCase(), 'objects want the same path');
  return named;
}

interface Pathless extends Placed {
  readonly key: string;
  readonly folder: string;
}

function pathless(root: string, written: Written): Pathless {
  const { identity, policy, applied } = written;
  const { group, kind, namespace, name } = identity;
  const folder = `${root}/${applied === 'by-hand' ? BY_HAND : syncedFolder(namespace, policy)}`;
  const key = `${group}\n${kind}\n${namespace ?? ''}\n${name}`;
  return { ...written, key, folder, path: pathOf(folder, identity, '') };
}

function syncedFolder(namespace: string | undefined, policy: PolicyRef): string {
  const space = namespace === undefined ? CLUSTER : part(namespace, 'the namespace');
  return `${space}/${part(policy.name, 'the policy')}`;
}

/** The folder of what has no namespace; no namespace can be called that. */
const CLUSTER = '_cluster';

/** The folder of what tells the engine of GitOps to sync all the rest. */
const BY_HAND = '_gitops';

const LONGEST = 200;

function pathOf(folder: string, identity: Identity, group: string): string {
  const file = `${identity.kind.toLowerCase()}.${group === '' ? '' : `${group}.`}${identity.name}.yaml`;
  return `${folder}/${part(file, `the file of ${nameOf(identity)}`)}`;
}

/** Lets through what is a name of a file or folder on every system; dots only inside. */
function part(text: string, what: string): string {
  if (/^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i.test(text) && text.length <= LONGEST) return text;
  const rule = `must be at most ${LONGEST} letters, digits, '-' and '.'`;
  throw new Error(`the name of ${what} ${rule}, got ${JSON.stringify(text)}`);
}

function refuseTwins<One extends Pathless>(
  all: readonly One[],
  keyOf: (one: One) => string,
  what: string,
): void {
  const seen = new Map<string, One>();
  for (const one of all) {
    const twin = seen.get(keyOf(one));
    if (twin) throw new Error(`two ${what}: ${describe(twin)} and ${describe(one)}`);
    seen.set(keyOf(one), one);
  }
}

function describe(one: Pathless): string {
  return `${one.identity.apiVersion} ${nameOf(one.identity)} from ${source(one)}`;
}

function source({ policy }: Pathless): string {
  return `${policy.file}:${policy.line}`;
}

function countBy<One>(all: readonly One[], keyOf: (one: One) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return counts;
}
