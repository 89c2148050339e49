import { type Instant, type Millis, millis } from '../../model/units.ts';
import { actOnCell } from './act/act-on-cell.ts';
import type { Acted } from './act/scale-pool.ts';
import { tellScaled } from './act/tell-scaled.ts';
import { cellOfKey } from './cell/cells.ts';
import { type CellDecision, decideCell } from './cell/decide-cell.ts';
import { gatherCell } from './cell/gather-cell.ts';
import { look, type View } from './cell/look.ts';
import type { World } from './cell/world.ts';
import { createArrivals } from './metrics/arrivals.ts';
import { poolController } from './metrics/controller-metrics.ts';
import { showCell } from './metrics/show-cell.ts';
import type { ReconcilerParts } from './reconciler-parts.ts';
import { obstructAll, sayCell } from './status/say-cell.ts';

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
  const members = new Map<string, readonly string[]>();
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
    forgetAbsent(key, view, world);
    const rest =
      view.subjects.length === 0
        ? await sayOnly(view, world, mayWrite, abort)
        : await decideAndAct(key, view, world, mayWrite, abort);
    metrics.roster_reconcile_duration_seconds.observe(
      { controller: poolController },
      (clock.read().now - began) / 1_000,
    );
    return rest;
  }

  async function sayOnly(
    view: View,
    world: World,
    mayWrite: () => boolean,
    abort: AbortSignal,
  ): Promise<Millis | undefined> {
    const { wall } = clock.read();
    const saying = { writes, mayWrite };
    throwFirst(await sayCell({ view, world, acted: new Map(), wall }, saying, abort));
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
      await sayOnly(obstructed, world, mayWrite, abort);
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
    ledger.record(key, decided, wasScaled ? 'changed' : 'unchanged');
    measureLatency(decided, acted);
    showCell(view, decided, acted, parts);
    tellScaled(view.subjects, decided, acted, writes);
    const unsaid = await sayCell(
      { view, world, decided, acted, wall: now.wall },
      { writes, mayWrite },
      abort,
    );
    throwFirst([...failures, ...unsaid]);
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

  function forgetAbsent(key: string, view: View, world: World): void {
    for (const id of members.get(key) ?? []) forgetUnless(id, view, world);
    if (view.group === undefined) groupSeries.forget(key.split(' ')[1] ?? '');
    if (view.subjects.length === 0) {
      members.delete(key);
      ledger.forget(key);
      return;
    }
    const present = view.subjects.map(({ pool }) => pool.id);
    members.set(key, present);
  }

  function forgetUnless(id: string, view: View, world: World): void {
    const name = id.split('/')[1] ?? '';
    if (isUnscaled(view, name)) poolSeries.forget(id);
    if (world.pool(name) !== undefined) return;
    poolSeries.forget(id);
    parts.drain?.forget?.(id);
    memories.forget(id);
    arrivals.forget(id);
  }

  return {
    reconcile,
    forget: () => {
      term += 1;
      members.clear();
      memories.clear();
      arrivals.clear();
      ledger.clear();
      poolSeries.clear();
      groupSeries.clear();
    },
  };
}

/** A pool that cannot be scaled at present has no numbers to show, but is remembered. */
function isUnscaled({ obstructed, watched }: View, name: string): boolean {
  return [...obstructed, ...watched].some(({ object }) => object.metadata.name === name);
}

function restAfter(
  { decisions }: CellDecision,
  acted: ReadonlyMap<string, Acted>,
  now: Instant,
): Millis {
  const unfinished = [...acted.values()].flatMap((done) => {
    if (done.act === 'outdated') return [shortRest];
    return done.act === 'waits' ? [(done.until ?? now + shortRest) - now] : [];
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
