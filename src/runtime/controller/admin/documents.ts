import { isObject } from '../../../model/json.ts';
import type { LedgerDocument } from '../../../scaling/ledger-entry.ts';
import { ledgerFormat } from '../../../scaling/ledger-entry.ts';
import type { Now } from '../../../scaling/pool-input.ts';
import { cellOfPool, keyOfCell } from '../cell/cells.ts';
import type { World } from '../cell/world.ts';
import type { Ledger } from '../ledger.ts';

type Worlds = ReadonlyMap<string, World>;

/** All pools in the order of their names, each with what its status says. */
export function poolsDocument(worlds: Worlds): object {
  const pools = [...worlds.values()].flatMap((world) =>
    [...world.pools()].flatMap((name) => {
      const object = world.pool(name)?.object;
      if (object === undefined) return [];
      const { conditions: _, ...status } = object.status ?? {};
      const engine = isObject(object.spec) ? object.spec.engine : undefined;
      return [{ pool: `${world.namespace}/${name}`, engine, ...status }];
    }),
  );
  return { pools: pools.toSorted((a, b) => (a.pool < b.pool ? -1 : 1)) };
}

/** The decisions about a pool, newest first, with all that they were made from; `undefined` where there is no such pool. */
export function decisionsDocument(
  { namespace, name }: { readonly namespace: string; readonly name: string },
  worlds: Worlds,
  ledger: Ledger,
  {
    instance,
    version,
    leads,
    now,
  }: {
    readonly instance: string;
    readonly version: string;
    readonly leads: boolean;
    readonly now: Now;
  },
): LedgerDocument | undefined {
  const known = worlds.get(namespace)?.pool(name);
  if (known === undefined) return undefined;
  const pool = `${namespace}/${name}`;
  const entries = ledger.entries(keyOfCell(cellOfPool(known.object)), pool);
  return { format: ledgerFormat, pool, component: instance, version, leads, now, entries };
}
