import type { CellDecision } from '../cell/decide-cell.ts';
import { replicasOf } from '../cell/gather-pool.ts';
import type { Subject } from '../cell/look.ts';
import type { World } from '../cell/world.ts';
import { type Acted, type ScaleParts, scalePool } from './scale-pool.ts';

/** What was done about a cell. */
export interface CellActed {
  /** By pool id; nothing for a pool that has the number it should have. */
  readonly acted: ReadonlyMap<string, Acted>;
  /** What the server did not answer: those pools are tried again. */
  readonly failures: readonly unknown[];
}

/**
 * Scales each pool that has another number than was decided, those that get smaller first: what they release may be what the
 * others grow into. A pool that fails keeps no other from being scaled.
 */
export async function actOnCell(
  subjects: readonly Subject[],
  { decisions }: CellDecision,
  world: World,
  parts: ScaleParts,
  abort: AbortSignal,
): Promise<CellActed> {
  const acted = new Map<string, Acted>();
  const failures: unknown[] = [];
  const steps = subjects.flatMap((subject) => {
    const to = decisions.get(subject.pool.id)?.replicas;
    const from = replicasOf(subject.deployment);
    return to === undefined || to === from ? [] : [{ subject, to, isRelease: to < from }];
  });

  async function scaleAll(some: typeof steps): Promise<void> {
    const outcomes = await Promise.allSettled(
      some.map(async ({ subject, to }) => {
        const pods = world.podsOfPool(subject.pool.name);
        const isStill = () => isCurrent(subject, world);
        const done = await scalePool(subject, to, pods, { ...parts, isStill }, abort);
        acted.set(subject.pool.id, done);
        // so that the next look does not see what was before
        if ('deployment' in done && done.deployment !== undefined) {
          world.copyOf('deployments')?.learn(done.deployment);
        }
      }),
    );
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') failures.push(outcome.reason);
    }
  }

  await scaleAll(steps.filter(({ isRelease }) => isRelease));
  await scaleAll(steps.filter(({ isRelease }) => !isRelease));
  return { acted, failures };
}

/** A pool is read anew when it asks for something else, and only then. */
function isCurrent({ pool }: Subject, world: World): boolean {
  const read = world.pool(pool.name)?.read;
  return read?.ok === true && read.pool === pool;
}
