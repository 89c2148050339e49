import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../model/json.ts';
import type { LedgerDocument, LedgerEntry } from '../scaling/ledger-entry.ts';
import { replay } from '../scaling/replay.ts';

/** A decision that was made again. */
export interface Recomputed {
  readonly same: boolean;
  /** What came out here; absent where nothing did. */
  readonly replicas?: number;
  /** How it differs from what was recorded, or why it could not be made. */
  readonly difference?: string;
}

/** Makes every decision of a ledger again from its input, in the order of the entries. */
export function recompute({ pool, entries }: LedgerDocument): readonly Recomputed[] {
  return entries.map((entry) => recomputeOne(pool, entry));
}

function recomputeOne(pool: string, entry: LedgerEntry): Recomputed {
  try {
    // as JSON, which the recorded one went through: it has no `undefined`
    const decision = replay(pool, entry);
    if (decision === undefined)
      return { same: false, difference: 'the input of the pool is not there' };
    const made = JSON.parse(JSON.stringify(decision)) as typeof decision;
    const { replicas } = made;
    if (isDeepStrictEqual(made, entry.decision)) return { same: true, replicas };
    return { same: false, replicas, difference: differenceOf(made, entry.decision) };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { same: false, difference: `the input cannot be decided about: ${said}` };
  }
}

function differenceOf(made: object, recorded: object): string {
  const [here, there] = [new Map(partsOf(made)), new Map(partsOf(recorded))];
  const differing = [...new Set([...there.keys(), ...here.keys()])].filter(
    (key) => !isDeepStrictEqual(here.get(key), there.get(key)),
  );
  return differing
    .map((key) => `${key} was ${written(there.get(key))}, here ${written(here.get(key))}`)
    .join('; ');
}

/** What is in the memory is named by itself: whole, it is a line that nobody compares by eye. */
function partsOf(decision: object): readonly (readonly [string, unknown])[] {
  return Object.entries(decision).flatMap(([key, value]) =>
    key === 'memory' && isObject(value)
      ? Object.entries(value).map(([inner, one]) => [`memory.${inner}`, one] as const)
      : [[key, value] as const],
  );
}

function written(value: unknown): string {
  return value === undefined ? 'not there' : JSON.stringify(value);
}
