import type { Manifest } from '../compile/manifest.ts';
import { compareText } from '../model/order.ts';
import { type Identity, identityOf, nameOf } from './identity.ts';

/** A manifest and the path of its file, from the root of the output. */
export interface Placed {
  readonly path: string;
  readonly identity: Identity;
  readonly manifest: Manifest;
}

/**
 * Gives every manifest of an environment its path, `<environment>/<namespace>/<policy>/<kind>.<name>.yaml`, sorted by it.
 * The group of the API is named only where two kinds clash. Throws when two manifests are one object, or want one path
 * (also where only the case differs: macOS has one file then), naming both.
 */
export function place(environment: string, manifests: readonly Manifest[]): readonly Placed[] {
  const root = part(environment, 'the environment');
  const placed = manifests
    .map((manifest) => pathless(root, manifest))
    .sort((a, b) => compareText(a.key, b.key) || compareText(source(a), source(b)));
  refuseTwins(placed, ({ key }) => key, `objects of ${environment} are one and the same`);
  const clashes = countBy(placed, (one) => pathOf(one, '').toLowerCase());
  const named = placed.map((one) => {
    const path = pathOf(one, '');
    const isAlone = clashes.get(path.toLowerCase()) === 1;
    return { ...one, path: isAlone ? path : pathOf(one, one.identity.group) };
  });
  named.sort((a, b) => compareText(a.path, b.path));
  refuseTwins(named, ({ path }) => path.toLowerCase(), 'objects want the same path');
  return named.map(({ path, identity, manifest }) => ({ path, identity, manifest }));
}

interface Pathless {
  readonly key: string;
  readonly folder: string;
  readonly identity: Identity;
  readonly manifest: Manifest;
}

function pathless(root: string, manifest: Manifest): Pathless {
  const identity = identityOf(manifest);
  const { namespace } = identity;
  return {
    key: [identity.group, identity.kind, namespace ?? '', identity.name].join('\n'),
    folder: [
      root,
      namespace === undefined ? CLUSTER : part(namespace, 'the namespace'),
      part(manifest.policy.name, 'the policy'),
    ].join('/'),
    identity,
    manifest,
  };
}

/** The folder of what has no namespace; no namespace can be called that. */
const CLUSTER = '_cluster';

const LONGEST = 200;

function pathOf({ folder, identity }: Pathless, group: string): string {
  const words = [identity.kind.toLowerCase(), group, identity.name, 'yaml'];
  const file = words.filter((word) => word !== '').join('.');
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

function source({ manifest: { policy } }: Pathless): string {
  return `${policy.file}:${policy.line}`;
}

function countBy<One>(all: readonly One[], keyOf: (one: One) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return counts;
}
