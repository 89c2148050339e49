import { compareText } from '../model/order.ts';
import type { Files } from './files.ts';
import { INVENTORY, readInventory, writeInventory } from './inventory.ts';

/** Gives back the text of a file of the old tree; `undefined` where there is none. */
export type ReadOld = (path: string) => string | undefined;

/**
 * Completes the files of one environment with those of the others as they stand in the old tree, so that rendering
 * one environment alone neither changes nor deletes another. What the old inventory does not list is not kept.
 */
export function retainOthers(files: Files, environment: string, read: ReadOld): Files {
  const inventory = read(INVENTORY);
  if (inventory === undefined) return files;
  const own = readInventory(files.get(INVENTORY) ?? '');
  const others = readInventory(inventory).objects.filter(
    ({ path }) => !path.startsWith(`${environment}/`),
  );
  const kept = new Map<string, string>();
  for (const { path } of others) keep(kept, path, read);
  for (const name of new Set(others.map(({ path }) => path.slice(0, path.indexOf('/'))))) {
    keep(kept, `${name}/kustomization.yaml`, read);
  }
  const objects = [...own.objects, ...others].toSorted((a, b) => compareText(a.path, b.path));
  const all = new Map([
    ...kept,
    ...files,
    [INVENTORY, writeInventory({ roster: own.roster, objects })],
  ]);
  return new Map([...all].toSorted(([a], [b]) => compareText(a, b)));
}

function keep(kept: Map<string, string>, path: string, read: ReadOld): void {
  const text = read(path);
  if (text === undefined) {
    throw new Error(
      `${path} stands in ${INVENTORY} and is not there; render all environments to mend it`,
    );
  }
  kept.set(path, text);
}
