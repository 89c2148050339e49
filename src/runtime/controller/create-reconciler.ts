import { type Instant, type Millis, millis } from '../../model/units.ts';
import { actOnCell } from './act/act-on-cell.ts';
import type { Acted } from './act/scale-pool.ts';
import { tellScaled } from './act/tell-scaled.ts';
import { heldOf, withHeld } from './act/with-held.ts';
import { type Cell, cellOfKey, keyOfCell } from './cell/cells.ts';
import { type CellDecision, decideCell } from './cell/decide-cell.ts';
import { gatherCell } from './cell/gather-cell.ts';
import { look, type View } from './cell/look.ts';
import { createRoll } from './cell/roll.ts';
import type { KnownPool, World } from './cell/world.ts';
import { createArrivals } from './metrics/arrivals.ts';
import { poolController } from './metrics/controller-metrics.ts';
import { showCell } from './metrics/show-cell.ts';
import type { ReconcilerParts } from './reconciler-parts.ts';
import { lastDecisionsOf } from './status/last-decisions.ts';
import { obstructAll } from './status/say-cell.ts';

/** Brings cells to what their policies ask for now. */
export interface Reconciler {
  /**
   * Looks at a cell, decides, acts and says why; safe at any time, any number of times. Resolves with how long it may rest if
   * nothing happens meanwhile, or rejects, having done what could be done, for it to be tried again.
   */
  reconcile(key: string, abort: AbortSignal): Promise<Millis | undefined>;
  /** Forgets all that a leader knows: the next term begins as after a start. */
  forget(): void;
}

/** However far away the next moment of change is: the time of day may jump. */
const longestRest = 60_000;
/** Until the caches of a namespace are there: before that nothing is decided. */
const unsyncedRest = 250;
/** Until what may not be read can be. */
const unreadableRest = 5_000;
/** After a conflict, or while no worker is free to go. */
const shortRest = 1_000;

/** Makes a reconciler that has seen nothing yet. */
export function createReconciler(parts: ReconcilerParts): Reconciler {
  const { clock, worlds, writes, memories, ledger, metrics, poolSeries, groupSeries } = parts;
  const roll = createRoll();
  const arrivals = createArrivals();
  let term = 0;

  /** What was decided in one term is not written in another, though this process may lead again by then. */
  function thisTerm(): () => boolean {
    const mine = term;
    return () => mine === term && parts.mayWrite();
  }

  async function reconcile(key: string, abort: AbortSignal): Promise<Millis | undefined> {
    const cell = cellOfKey(key);
    const world = worlds.get(cell.namespace);
    const mayWrite = thisTerm();
    if (world === undefined || !mayWrite()) return undefined;
    if (!world.hasSynced()) return millis(unsyncedRest);
    const began = clock.read().now;
    const view = look(cell, world);
    forgetAbsent(cell, view, world);
    try {
      return view.subjects.length === 0
        ? sayOnly(key, view, world, mayWrite)
        : await decideAndAct(key, view, world, mayWrite, abort);
    } finally {
      // those that fail too: the share of errors is errors by all of them
      metrics.roster_reconcile_duration_seconds.observe(
        { controller: poolController },
        (clock.read().now - began) / 1_000,
      );
    }
  }

  function sayOnly(
    key: string,
    view: View,
    world: World,
    mayWrite: () => boolean,
  ): Millis | undefined {
    const { wall } = clock.read();
    parts.sayer.say(key, { view, world, acted: new Map(), wall }, mayWrite);
    // an empty list that can be read at last is no change that anybody would tell of
    const waits = view.obstructed.some(({ obstacle }) => obstacle.reason === 'Unreadable');
    return waits ? millis(unreadableRest) : undefined;
  }

  async function decideAndAct(
    key: string,
    view: View,
    world: World,
    mayWrite: () => boolean,
    abort: AbortSignal,
  ): Promise<Millis> {
    const now = clock.read();
    let decided: CellDecision;
    try {
      const { group, inputs } = gatherCell(view, world, parts, now);
      decided = decideCell(group, inputs, now);
    } catch (error) {
      const message = 'The decision failed by an error of the program; its log says more.';
      const obstructed = obstructAll(view, { reason: 'DecisionFailed', message });
      sayOnly(key, obstructed, world, mayWrite);
      throw new Error(`deciding about ${key}`, { cause: error });
    }
    for (const { pool } of view.subjects) {
      const memory = decided.decisions.get(pool.id)?.memory;
      if (memory !== undefined) memories.keep(pool, memory);
    }
    const { acted, failures } = await actOnCell(
      view.subjects,
      decided,
      world,
      { writes, mayWrite, drain: parts.drain },
      abort,
    );
    // a term that ended meanwhile leaves nothing behind
    if (!mayWrite()) return millis(shortRest);
    const wasScaled = [...acted.values()].some(({ act }) => act === 'scaled');
    const held = heldOf(acted);
    ledger.record(key, decided, held, wasScaled ? 'changed' : 'unchanged');
    measureLatency(decided, acted);
    const told = withHeld(decided, held);
    showCell(view, told, acted, parts);
    tellScaled(view.subjects, told, acted, writes);
    const { wall } = now;
    const changed = lastDecisionsOf(told, acted, wall);
    parts.sayer.say(key, { view, world, decided: told, acted, changed, wall }, mayWrite);
    throwFirst(failures);
    return restAfter(decided, acted, now.now);
  }

  function measureLatency({ inputs }: CellDecision, acted: ReadonlyMap<string, Acted>): void {
    const { now } = clock.read();
    for (const { id, observation, scaling } of inputs) {
      const arrivedAt = 'signal' in scaling.demand ? observation.sample?.arrivedAt : undefined;
      const news = arrivals.news(id, arrivedAt);
      if (news === undefined || acted.get(id)?.act !== 'scaled') continue;
      metrics.roster_scale_latency_seconds.observe(Math.max(0, now - news) / 1_000);
    }
  }

  /** What is kept of pools that this cell does not decide about: those that left it, and those that have to stay as they are. */
  function forgetAbsent(cell: Cell, view: View, world: World): void {
    const key = keyOfCell(cell);
    if (cell.kind === 'group' && view.group === undefined) groupSeries.forget(idOf(cell));
    // what was decided before is what somebody wants to read while a pool cannot be decided about
    if (view.subjects.length + view.obstructed.length === 0) ledger.forget(key);
    const decided = new Set(view.subjects.map(({ pool }) => pool.name));
    const all = [...view.subjects, ...view.obstructed, ...view.watched];
    const present = new Set(all.map(({ object }) => object.metadata.name));
    for (const name of roll.call(key, [...present])) {
      if (!decided.has(name)) forgetUndecided(name, present.has(name), world);
    }
  }

  function forgetUndecided(name: string, isHere: boolean, world: World): void {
    const id = idOf({ namespace: world.namespace, name });
    const isScaled = isScaledPool(world.pool(name));
    // the numbers of a pool that another cell decides about by now are that one's
    if (isHere || !isScaled) poolSeries.forget(id);
    // nor is its signal read any more: should it come back, nothing is known of it
    if (!isScaled) forgetPool(id);
  }

  function forgetPool(id: string): void {
    parts.drain?.forget?.(id);
    memories.forget(id);
    arrivals.forget(id);
  }

  return {
    reconcile,
    forget: () => {
      term += 1;
      parts.sayer.forget();
      roll.clear();
      memories.clear();
      arrivals.clear();
      ledger.clear();
      poolSeries.clear();
      groupSeries.clear();
    },
  };
}

function idOf({ namespace, name }: Pick<Cell, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}

function isScaledPool(known: KnownPool | undefined): boolean {
  return known?.read.ok === true && known.read.pool.engine === 'runtime';
}

function restAfter(
  { decisions }: CellDecision,
  acted: ReadonlyMap<string, Acted>,
  now: Instant,
): Millis {
  const unfinished = [...acted.values()].flatMap((done) => {
    if (done.act === 'outdated') return [shortRest];
    if (done.act === 'refused') return [];
    const { act, held } = done;
    if (held?.until !== undefined) return [held.until - now];
    return act === 'waits' ? [shortRest] : [];
  });
  const moments = [...decisions.values()].map(({ again }) => (again ?? now + longestRest) - now);
  const rest = Math.min(longestRest, ...moments, ...unfinished);
  return millis(Math.max(1, rest));
}

/** All of them were met; the queue's log shows the first. */
function throwFirst(failures: readonly unknown[]): void {
  const [first] = failures;
  if (first !== undefined) throw new Error('reconciling', { cause: first });
}
