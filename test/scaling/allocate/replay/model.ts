// A model of pools that share a quota of pods, in steps of one second. It is a model: metrics are instant and perfect,
// every worker takes one task at a time in the order of arrival, and one that is told to go ends its task first.

/** Tasks that come to a pool at once: at a second, or when all tasks of another stage are done. */
export interface Stage {
  readonly name: string;
  readonly pool: string;
  readonly tasks: number;
  /** Mean seconds of one task; each takes between half and one and a half of it. */
  readonly seconds: number;
  readonly at?: number;
  readonly after?: string;
}

/** What a rule sees of a pool. */
export interface PoolView {
  readonly id: string;
  /** Waiting and running tasks. */
  readonly units: number;
  readonly workers: number;
  /** Milliseconds for which it had fewer workers than it wants without a break. */
  readonly waited: number;
}

/** Says how many workers each pool is to have. */
export type Rule = (pools: readonly PoolView[], quota: number) => ReadonlyMap<string, number>;

export interface Setting {
  readonly stages: readonly Stage[];
  readonly quota: number;
  readonly seed: number;
  readonly tick: number;
  readonly startDelay: number;
}

export interface Outcome {
  /** Seconds until the last task is done. */
  readonly makespan: number;
  readonly meanWait: number;
  readonly p95Wait: number;
  readonly p95ByPool: ReadonlyMap<string, number>;
  /** Workers added and taken, all together. */
  readonly churn: number;
}

interface Task {
  readonly stage: string;
  readonly arrived: number;
  readonly seconds: number;
}

interface Worker {
  readonly readyAt: number;
  task: { readonly of: Task; readonly endsAt: number } | undefined;
  isLeaving: boolean;
}

interface Pool {
  readonly id: string;
  readonly queue: Task[];
  head: number;
  workers: Worker[];
  hungrySince: number | undefined;
  readonly waits: number[];
}

const limit = 50_000;

/** Runs the stages to their end under a rule. */
export function replay(setting: Setting, rule: Rule): Outcome {
  const random = createRandom(setting.seed);
  const names = new Set(setting.stages.map(({ pool }) => pool));
  const pools = new Map([...names].map((name) => [name, emptyPool(name)]));
  const open = new Map<string, number>();
  let churn = 0;
  for (let now = 0; now < limit; now++) {
    releaseDue(setting.stages, pools, open, { now, random });
    for (const pool of pools.values()) work(pool, now, open);
    if (isDone(setting.stages, open)) return outcomeOf([...pools.values()], now, churn);
    if (now % setting.tick === 0) churn += scale([...pools.values()], setting, rule, now);
  }
  throw new Error('replaying to an end that does not come');
}

function isDone(stages: readonly Stage[], open: ReadonlyMap<string, number>): boolean {
  return open.size === stages.length && [...open.values()].every((tasks) => tasks === 0);
}

function releaseDue(
  stages: readonly Stage[],
  pools: ReadonlyMap<string, Pool>,
  open: Map<string, number>,
  { now, random }: { readonly now: number; readonly random: () => number },
): void {
  for (const stage of stages.filter((each) => isDue(each, now, open))) {
    open.set(stage.name, stage.tasks);
    release(stage, pools.get(stage.pool)!, now, random);
  }
}

function outcomeOf(pools: readonly Pool[], makespan: number, churn: number): Outcome {
  const waits = pools.flatMap((pool) => pool.waits);
  return {
    makespan,
    meanWait: waits.reduce((sum, wait) => sum + wait, 0) / waits.length,
    p95Wait: quantile(waits, 0.95),
    p95ByPool: new Map(pools.map((pool) => [pool.id, quantile(pool.waits, 0.95)])),
    churn,
  };
}

function release(stage: Stage, pool: Pool, now: number, random: () => number): void {
  for (let count = 0; count < stage.tasks; count++) {
    const seconds = Math.max(1, Math.round(stage.seconds * (0.5 + random())));
    pool.queue.push({ stage: stage.name, arrived: now, seconds });
  }
}

function isDue(stage: Stage, now: number, open: ReadonlyMap<string, number>): boolean {
  if (open.has(stage.name)) return false;
  return stage.after === undefined ? now >= (stage.at ?? 0) : open.get(stage.after) === 0;
}

function work(pool: Pool, now: number, open: Map<string, number>): void {
  for (const worker of pool.workers) {
    if (worker.task === undefined || worker.task.endsAt > now) continue;
    const { of } = worker.task;
    open.set(of.stage, (open.get(of.stage) ?? 0) - 1);
    worker.task = undefined;
  }
  pool.workers = pool.workers.filter((worker) => !worker.isLeaving || worker.task !== undefined);
  for (const worker of pool.workers) {
    const next = pool.queue[pool.head];
    if (next === undefined) break;
    if (worker.task !== undefined || worker.readyAt > now) continue;
    pool.head += 1;
    pool.waits.push(now - next.arrived);
    worker.task = { of: next, endsAt: now + next.seconds };
  }
}

// Takes first, then gives what there is room for: one worker at a time to the pool that lacks the most.
function scale(pools: readonly Pool[], setting: Setting, rule: Rule, now: number): number {
  let moves = 0;
  const goals = rule(
    pools.map((pool) => view(pool, now)),
    setting.quota,
  );
  for (const pool of pools) {
    const staying = pool.workers.filter(({ isLeaving }) => !isLeaving);
    const surplus = staying.length - (goals.get(pool.id) ?? 0);
    // Idle ones first, then those that have just begun a task.
    staying.sort((a, b) => (a.task?.endsAt ?? -1) - (b.task?.endsAt ?? -1));
    for (const worker of staying.slice(0, Math.max(0, surplus))) {
      worker.isLeaving = true;
      moves += 1;
    }
    pool.workers = pool.workers.filter(({ isLeaving, task }) => !isLeaving || task !== undefined);
  }
  let room = setting.quota - pools.reduce((sum, { workers }) => sum + workers.length, 0);
  for (; room > 0; room--) {
    const [most] = pools
      .map((pool) => ({ pool, lacks: (goals.get(pool.id) ?? 0) - stayingOf(pool) }))
      .filter(({ lacks }) => lacks > 0)
      .sort((a, b) => b.lacks - a.lacks);
    if (most === undefined) break;
    most.pool.workers.push({
      readyAt: now + setting.startDelay,
      task: undefined,
      isLeaving: false,
    });
    moves += 1;
  }
  for (const pool of pools) {
    const isHungry = stayingOf(pool) < unitsOf(pool);
    pool.hungrySince = isHungry ? (pool.hungrySince ?? now) : undefined;
  }
  return moves;
}

function view(pool: Pool, now: number): PoolView {
  return {
    id: pool.id,
    units: unitsOf(pool),
    workers: stayingOf(pool),
    waited: pool.hungrySince === undefined ? 0 : (now - pool.hungrySince) * 1_000,
  };
}

function unitsOf(pool: Pool): number {
  const running = pool.workers.filter(({ task }) => task !== undefined).length;
  return pool.queue.length - pool.head + running;
}

function stayingOf(pool: Pool): number {
  return pool.workers.filter(({ isLeaving }) => !isLeaving).length;
}

function emptyPool(id: string): Pool {
  return {
    id,
    queue: [],
    head: 0,
    workers: [],
    hungrySince: undefined,
    waits: [],
  };
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(part * sorted.length) - 1] ?? 0;
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
