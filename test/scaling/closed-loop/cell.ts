import { decideGroup, decidePool } from '../../../src/scaling/decide.ts';
import type { Decision } from '../../../src/scaling/decision.ts';
import type { GroupInput } from '../../../src/scaling/group-input.ts';
import { emptyMemory } from '../../../src/scaling/memory.ts';
import type { PoolInput } from '../../../src/scaling/pool-input.ts';
import { at, now } from '../pool-input.ts';
import { type Actor, inputOf, pass } from './actor.ts';

/** Pools that are decided together, or one that stands alone. */
export interface Cell {
  readonly group?: GroupInput;
  readonly actors: readonly Actor[];
}

/** One decision about a cell and all it was made from. */
export interface Turn {
  readonly second: number;
  readonly cell: Cell;
  readonly inputs: readonly PoolInput[];
  readonly decisions: ReadonlyMap<string, Decision>;
}

/** What happens from outside; each is asked at every step. */
export interface Events {
  readonly isRestarted: (second: number) => boolean;
  /** Whether the write of a number is lost: somebody else wrote at the same time. */
  readonly isLost: (second: number) => boolean;
  /** A number that somebody sets by hand. */
  readonly byHand: (id: string, second: number) => number | undefined;
}

export const quiet: Events = {
  isRestarted: () => false,
  isLost: () => false,
  byHand: () => undefined,
};

/** Plays so many seconds in steps, from `start` on, and shows every decision before it is acted on. */
export function play(
  cell: Cell,
  {
    start = 0,
    until,
    step,
  }: { readonly start?: number; readonly until: number; readonly step: number },
  events: Events,
  onTurn: (turn: Turn) => void,
): void {
  for (let second = start; second <= until; second += step) {
    for (const actor of cell.actors) happen(actor, second, step, events);
    if (events.isRestarted(second)) restart(cell, second);
    const turn = decideAt(cell, second);
    onTurn(turn);
    for (const actor of cell.actors) act(actor, turn, events);
  }
}

function happen(actor: Actor, second: number, step: number, { byHand }: Events): void {
  pass(actor, second - step, second);
  const set = byHand(actor.script.id, second);
  if (set !== undefined) actor.workers.scaleTo(set);
}

function restart({ actors }: Cell, second: number): void {
  for (const actor of actors) {
    actor.memory = emptyMemory(at(second));
    actor.source.restart();
  }
}

/** Decides about a cell as it is. */
export function decideAt(cell: Cell, second: number): Turn {
  const { group, actors } = cell;
  const inputs = actors.map(inputOf);
  const decisions =
    group === undefined
      ? new Map(inputs.map((input) => [input.id, decidePool(input, now(second))]))
      : decideGroup(group, inputs, now(second)).decisions;
  return { second, cell, inputs, decisions };
}

function act(actor: Actor, { decisions, second }: Turn, { isLost }: Events): void {
  const { replicas, memory } = decisions.get(actor.script.id)!;
  actor.memory = memory;
  if (replicas !== actor.workers.current() && !isLost(second)) actor.workers.scaleTo(replicas);
}
