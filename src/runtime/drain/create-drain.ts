import type { Idleness } from '../../model/scaling.ts';
import { type Instant, type Millis, millis } from '../../model/units.ts';
import type { ApiClient } from '../kube/api-client.ts';
import { resourcePath } from '../kube/resource-path.ts';
import type { Parts } from '../parts.ts';
import { type Choice, chooseVictims } from './choose-victims.ts';
import { judgeDeparture, type StepDown } from './judge-departures.ts';
import { markPods } from './mark-pods.ts';
import { type Ask, readStates } from './read-states.ts';
import { type IdleSince, idleSince, settled } from './settled-idle.ts';
import { type PodObject, workerPod } from './worker-pod.ts';
import type { WorkerPod, WorkerState } from './worker-state.ts';

/** A pool that says who of it is idle. */
export interface DrainedPool {
  /** `namespace/name`. */
  readonly id: string;
  readonly namespace: string;
  readonly idleness: Idleness;
}

/** What a pool may do at once. */
export interface Prepared {
  /** By how many it may be made smaller, exactly; 0 where nobody is known to be idle. */
  readonly confirmed: number;
  /** Who has something to do, for the ledger: the rest is idle or not known to be. */
  readonly busy: number;
  /** When it is worth asking again, if not all that was asked for could be confirmed. */
  readonly again?: Instant;
}

/** Sees to it that those who go when a pool is made smaller have nothing to do, and looks whether it was they. */
export interface Drain {
  /** Marks up to `howMany` idle workers. Confirms nothing, rather than reject, where it cannot tell who is idle. */
  prepare(
    pool: DrainedPool,
    pods: readonly PodObject[],
    howMany: number,
    abort: AbortSignal,
  ): Promise<Prepared>;
  /** Says that the pool was made smaller by what was confirmed last. */
  stepped(poolId: string): void;
  /** Says that a pod of it goes; the answer tells what was wrong about that, if we had it go. */
  departed(poolId: string, podName: string): Departure | undefined;
  /** Forgets a pool that is no more. */
  forget(poolId: string): void;
}

/** A worker went that was not chosen to. */
export interface Departure {
  readonly wasBusy: boolean;
}

interface Remembered {
  readonly idle: IdleSince;
  /** When it was last asked who is idle. */
  readonly askedAt: Instant;
  readonly next?: StepDown;
  readonly made?: StepDown;
  readonly madeAt?: Instant;
}

/** Broker statistics are made every 5 s by default, and we may have read them just before. */
const settling: Readonly<Record<Idleness['from'], Millis>> = {
  broker: millis(6_000),
  annotation: millis(0),
  http: millis(0),
};

const patience = millis(5_000);

/** So long a mark, or the end of one, has to reach whoever chooses the pods that go, over a watch of its own. */
const spreading = millis(1_000);

/** What nobody looked at for so long may have been anything in between. */
const memoryMs = 30_000;

/** A ReplicaSet acts in seconds: who goes later than this went for another reason. */
const consequenceMs = 300_000;

/** Makes a drain; `askOf` says how the workers of a pool are asked. */
export function createDrain(
  api: Pick<ApiClient, 'call'>,
  askOf: (pool: DrainedPool) => Ask,
  { clock, log }: Pick<Parts, 'clock' | 'log'>,
): Drain {
  const memory = new Map<string, Remembered>();

  async function ask(pool: DrainedPool, pods: readonly WorkerPod[], abort: AbortSignal) {
    try {
      return await readStates(pool.idleness, pods, askOf(pool), abort);
    } catch (error) {
      log.warn({ pool: pool.id, error }, 'cannot tell who is idle, nobody is taken');
      return new Map<string, WorkerState>();
    }
  }

  /** What a worker says in an annotation is read anew; whoever cannot be read says nothing. */
  async function readAgain(
    { idleness, namespace }: DrainedPool,
    pods: readonly WorkerPod[],
    abort: AbortSignal,
  ): Promise<readonly WorkerPod[]> {
    if (idleness.from !== 'annotation') return pods;
    const read = await Promise.all(
      pods.map(async ({ name }) => {
        const resource = { group: '', version: 'v1', plural: 'pods', namespace };
        const path = resourcePath(resource, name);
        const object = await api
          .call<PodObject>({ method: 'GET', path }, abort)
          .catch(() => undefined);
        return object && workerPod(object);
      }),
    );
    return read.filter((pod) => pod !== undefined);
  }

  /** Those that are idle after they were marked, too: who took work in between keeps it. */
  async function confirm(
    pool: DrainedPool,
    choice: Choice,
    pods: readonly WorkerPod[],
    abort: AbortSignal,
  ): Promise<Choice> {
    const where = { namespace: pool.namespace, pool: pool.id };
    const refused = await markPods(api, where, choice, log, abort);
    if (refused.cannotUnmark) return nobody;
    const chosen = choice.victims.filter((name) => !refused.notMarked.has(name));
    // a ReplicaSet that hears of the smaller number first takes somebody else, or one whose mark was taken off
    if (choice.mark.length + choice.unmark.length > 0) await clock.sleep(spreading, abort);
    const asked = pods.filter(({ name, isRunning }) => isRunning && chosen.includes(name));
    const again = await ask(pool, await readAgain(pool, asked, abort), abort);
    const lost = asked.filter(({ name }) => again.get(name) !== 'idle');
    if (lost.length === 0) return { ...choice, victims: chosen, confirmed: chosen.length };
    // they carry a mark and have work: they would be the first to go, so that nobody may go now
    return nobody;
  }

  return {
    prepare: async (pool, objects, howMany, abort) => {
      const pods = objects.flatMap((object) => workerPod(object) ?? []);
      const seen = await ask(pool, pods, abort);
      const { now } = clock.read();
      const before = memory.get(pool.id);
      const since = idleSince(knownIdle(before, now), seen, now);
      const states = settled(seen, since, settling[pool.idleness.from], now);
      const choice = chooseVictims(pods, states, howMany);
      const { victims, confirmed } = await confirm(pool, choice, pods, abort);
      memory.set(pool.id, {
        ...before,
        idle: since,
        askedAt: now,
        next: { victims: new Set(victims), states: seen, outstanding: confirmed },
      });
      const busy = [...seen.values()].filter((state) => state === 'busy').length;
      const again = (now + Math.max(patience, settling[pool.idleness.from])) as Instant;
      return { confirmed, busy, ...(confirmed < howMany && { again }) };
    },
    stepped: (poolId) => {
      const known = memory.get(poolId);
      if (known?.next === undefined) return;
      const { next, ...rest } = known;
      memory.set(poolId, { ...rest, made: next, madeAt: clock.read().now });
    },
    departed: (poolId, podName) => {
      const before = memory.get(poolId);
      if (before === undefined) return undefined;
      const known = withoutVictim(before, podName);
      memory.set(poolId, known);
      const verdict =
        isRecent(known, clock.read().now) && known.made
          ? judgeDeparture(known.made, podName)
          : undefined;
      if (verdict === undefined) return undefined;
      memory.set(poolId, { ...known, made: verdict.step });
      return verdict.isMismatch ? { wasBusy: verdict.wasBusy } : undefined;
    },
    forget: (poolId) => void memory.delete(poolId),
  };
}

function knownIdle(before: Remembered | undefined, now: Instant): IdleSince {
  return before !== undefined && now - before.askedAt <= memoryMs ? before.idle : new Map();
}

function isRecent({ madeAt }: Remembered, now: Instant): boolean {
  return madeAt !== undefined && now - madeAt <= consequenceMs;
}

/** Who goes before a step is made is not waited for after it. */
function withoutVictim(known: Remembered, podName: string): Remembered {
  const { next } = known;
  if (next === undefined || !next.victims.has(podName)) return known;
  const victims = new Set([...next.victims].filter((name) => name !== podName));
  return { ...known, next: { ...next, victims, outstanding: next.outstanding - 1 } };
}

const nobody: Choice = { confirmed: 0, mark: [], unmark: [], victims: [] };
