import { isDeepStrictEqual } from 'node:util';
import { type Listed, listObjects, type Manifest, readObject } from './tree.ts';

/**
 * Makes sure that two programs render the same: equally many objects with the same identities, and equal to the last
 * field where `isCompared` says so. Throws with the first difference.
 */
export function assertSameObjects(
  rosterOut: string,
  others: readonly Manifest[],
  isCompared: (object: Listed) => boolean,
): number {
  const theirs = new Map(others.map((object) => [identityOf(object), object]));
  const ours = listObjects(rosterOut);
  if (ours.length !== others.length || ours.length !== theirs.size) {
    const known = new Set(ours.map((one) => identityOf(readObject(rosterOut, one))));
    const extra = [...theirs.keys()].filter((one) => !known.has(one)).slice(0, 3);
    throw new Error(
      `${ours.length} objects, but ${others.length} of the other; only there: ${extra}`,
    );
  }
  const compared = ours.filter(isCompared);
  for (const one of compared) {
    const object = readObject(rosterOut, one);
    const other = theirs.get(identityOf(object));
    if (!isDeepStrictEqual(object, other)) {
      throw new Error(
        `${identityOf(object)} differs:\n${JSON.stringify(object)}\n${JSON.stringify(other)}`,
      );
    }
  }
  return compared.length;
}

function identityOf(object: Manifest): string {
  const { namespace, name } = object.metadata as { namespace?: string; name: string };
  return [object.apiVersion, object.kind, namespace, name].join(' ');
}
