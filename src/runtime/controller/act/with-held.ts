import type { Reason } from '../../../scaling/reason.ts';
import type { CellDecision } from '../cell/decide-cell.ts';
import type { Acted } from './scale-pool.ts';

/** By pool id: why fewer workers went than was decided. */
export function heldOf(acted: ReadonlyMap<string, Acted>): ReadonlyMap<string, Reason> {
  return new Map(
    [...acted].flatMap(([id, done]) =>
      'held' in done && done.held !== undefined ? [[id, done.held.reason] as const] : [],
    ),
  );
}

/** A decision as people are told of it: with what kept workers from going, which nobody knew when it was made. */
export function withHeld(decided: CellDecision, held: ReadonlyMap<string, Reason>): CellDecision {
  if (held.size === 0) return decided;
  const decisions = new Map(
    [...decided.decisions].map(([id, decision]) => {
      const reason = held.get(id);
      const reasons = reason === undefined ? decision.reasons : [...decision.reasons, reason];
      return [id, { ...decision, reasons }] as const;
    }),
  );
  return { ...decided, decisions };
}
