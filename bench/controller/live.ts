import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setInterval } from 'node:timers';
import { cache } from '../cache.ts';
import type { Contender, Course } from './contender.ts';
import { runCourse } from './course.ts';
import { type LivePool, livePools, namespacesOf } from './estate.ts';
import { firstValues, targetsOf } from './live-values.ts';
import type { ApiAnswer, ApiQuestion } from './processes/api-question.ts';
import {
  asShipped,
  type ControllerPlan,
  type ControllerQuestion,
} from './processes/controller-plan.ts';
import { type Remote, startRemote } from './processes/remote.ts';
import type { Tally } from './processes/tally.ts';
import { usageOf } from './processes/usage.ts';
import type { Value } from './push-source.ts';
import type { LiveRuns, Run } from './result.ts';

/** Bundles the controller's process as the build bundles the runtime; gives its path. */
export function buildController(): string {
  const folder = join(cache, 'controller');
  const words = [
    'build.js',
    'bench/controller/processes/controller-process.ts',
    folder,
    'controller',
  ];
  execFileSync(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] });
  return join(folder, 'controller.js');
}

/** What it may ask of the API server where it is given more than by default. */
export const raised: { readonly perSecond: number; readonly burst: number } = {
  perSecond: 200,
  burst: 400,
};

/** Pools up to which no setting is changed: more would take minutes to start. */
const mostShipped = 1_000;
/** The number of pools at which it is also seen what a poll takes. */
const polledAt = 1_000;

/** Pushed by a source, or asked for of Prometheus. */
type Feed = 'pushed' | 'polled';

/** Runs the controller before a stand-in of an API server, once with each feed. */
export async function runLive(program: string, count: number, course: Course): Promise<LiveRuns> {
  const limits = count <= mostShipped ? asShipped : raised;
  const pushed = await runOne(program, count, { feed: 'pushed', limits }, course);
  if (count !== polledAt) return { perSecond: limits.perSecond, pushed };
  // what a poll adds is its work; how late it is, is known from its interval
  const { burst: _, ...short } = course;
  const slower = { ...short, tailSeconds: 20 };
  const polled = await runOne(program, count, { feed: 'polled', limits: raised }, slower);
  return { perSecond: limits.perSecond, pushed, polled };
}

interface How {
  readonly feed: Feed;
  readonly limits: typeof raised;
}

async function runOne(program: string, count: number, how: How, course: Course): Promise<Run> {
  const pools = livePools(count);
  const server = startRemote<ApiQuestion, ApiAnswer>('bench/controller/processes/api-process.ts');
  try {
    await server.ask({ ask: 'fill', pools });
    const contender = await startController(program, server, pools, how);
    try {
      return await runCourse(contender, targetsOf(pools), course);
    } finally {
      await contender.stop();
    }
  } finally {
    await server.stop();
  }
}

async function startController(
  program: string,
  server: Remote<ApiQuestion, ApiAnswer>,
  pools: readonly LivePool[],
  { feed, limits }: How,
): Promise<Contender> {
  const where = await server.ask({ ask: 'where' });
  if (where.ask !== 'where') throw new Error('the API server does not say where it is');
  await server.ask({ ask: 'tell', values: firstValues(pools) });
  const controller = await startFed(
    program,
    {
      ...asShipped,
      ...limits,
      cluster: { server: where.server },
      namespaces: namespacesOf(pools),
      leaseNamespace: 'bench',
      ...(feed === 'polled' && { prometheus: where.prometheus }),
      userAgent: 'roster-bench',
      leaseUserAgent: 'roster-bench-lease',
    },
    pools,
  );
  return {
    ...controller,
    change: async (values) => {
      await server.ask({ ask: 'tell', values });
      if (feed === 'pushed') await controller.change(values);
    },
    tally: async () => tallyOf(await server.ask({ ask: 'tally' })),
  };
}

function tallyOf(answer: ApiAnswer): Tally {
  if (answer.ask !== 'tally') throw new Error('the API server does not say what it was asked');
  return answer;
}

/** A source pushes all it knows this often, changed or not, as platforms do. */
const pushEveryMs = 10_000;

/** Starts a controller; where it has no Prometheus to poll, its signals are pushed as long as it runs. */
export async function startFed(
  program: string,
  plan: ControllerPlan,
  pools: readonly LivePool[],
): Promise<Omit<Contender, 'tally'>> {
  const remote = startRemote<ControllerQuestion, NodeJS.MemoryUsage | null>(program, [
    JSON.stringify(plan),
  ]);
  const values = new Map(firstValues(pools));
  const push = (some: readonly Value[]) => remote.ask({ ask: 'push', values: some });
  let timer: NodeJS.Timeout | undefined;
  if (plan.prometheus === undefined) {
    await push([...values]);
    timer = setInterval(() => void push([...values]).catch(() => {}), pushEveryMs);
  }
  return {
    change: async (some) => {
      for (const [query, units] of some) values.set(query, units);
      await push(some);
    },
    usage: () => usageOf(remote.pid),
    heapBytes: async () => (await remote.ask({ ask: 'memory' }))?.heapUsed,
    stop: async () => {
      clearInterval(timer);
      await remote.stop();
    },
  };
}
