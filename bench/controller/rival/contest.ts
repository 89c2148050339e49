import type { AuditEvent } from '../../../test/testbed/audit.ts';
import type { Contender, Course } from '../contender.ts';
import { runCourse } from '../course.ts';
import { type LivePool, namespacesOf } from '../estate.ts';
import { raised, startFed } from '../live.ts';
import { firstValues } from '../live-values.ts';
import type { ApiAnswer, ApiQuestion } from '../processes/api-question.ts';
import { asShipped } from '../processes/controller-plan.ts';
import { startRemote } from '../processes/remote.ts';
import { usageOf } from '../processes/usage.ts';
import type { RivalRow, Rivals } from '../result.ts';
import { createAuditTally } from './audit-tally.ts';
import { type ExternalMetrics, serveExternalMetrics } from './external-metrics.ts';
import { fillReal, metricOf, plainPools } from './fill-real.ts';
import { auditLogOf, type RealCluster, startRealCluster } from './real-cluster.ts';

const hpaRaised = ['--kube-api-qps=1000', '--kube-api-burst=2000'];

/** The autoscaler with these flags, in the order in which it runs: what is shipped finds all statuses written. */
const autoscalers = [
  {
    label: 'HPA every 15 s',
    title: 'HPA: every 15 s, 5 at once, 1,000 requests/s',
    flags: hpaRaised,
    tailSeconds: 30,
  },
  {
    label: 'HPA tuned',
    title: 'HPA tuned: every 1 s, 50 at once, 1,000 requests/s',
    flags: [
      ...hpaRaised,
      '--horizontal-pod-autoscaler-sync-period=1s',
      '--concurrent-horizontal-pod-autoscaler-syncs=50',
    ],
    tailSeconds: 20,
  },
  {
    label: 'HPA as shipped',
    title: 'HPA as shipped: every 15 s, 5 at once, 20 requests/s',
    flags: ['--kube-api-qps=20', '--kube-api-burst=30'],
    tailSeconds: 90,
  },
] as const;

const ours = [
  {
    label: 'Roster pushed, raised',
    title: `Roster pushed, ${raised.perSecond} requests/s`,
    limits: raised,
    feed: 'pushed',
  },
  {
    label: 'Roster pushed',
    title: `Roster pushed, as shipped: ${asShipped.perSecond} requests/s`,
    limits: {},
    feed: 'pushed',
    isShipped: true,
  },
  {
    label: 'Roster polling',
    title: 'Roster polling every 15 s, as shipped',
    limits: {},
    feed: 'polled',
  },
] as const;

/** Lets ours and the autoscaler of Kubernetes do the same on the same real API server, one after the other. */
export async function runContest(
  program: string,
  count: number,
  course: Course,
  say: (line: string) => void,
): Promise<Rivals | undefined> {
  const cluster = await startRealCluster(say);
  if ('why' in cluster) {
    say(`no real API server, so no rival: ${cluster.why}`);
    return undefined;
  }
  try {
    const pools = plainPools(count);
    await fillReal(cluster.api, pools);
    say(`${count} pools and as many autoscalers are made`);
    const rows = [...(await runOurs(program, cluster, pools, course, say))];
    const metrics = await serveExternalMetrics(cluster);
    try {
      rows.push(...(await runTheirs(cluster, metrics, pools, course, say)));
    } finally {
      metrics.close();
    }
    return { pools: count, rows };
  } finally {
    await cluster.stop();
  }
}

async function runOurs(
  program: string,
  { bed, address }: RealCluster,
  pools: readonly LivePool[],
  course: Course,
  say: (line: string) => void,
): Promise<readonly RivalRow[]> {
  const rows: RivalRow[] = [];
  const userAgent = 'roster-bench';
  for (const { limits, feed, ...row } of ours) {
    // of it only the Prometheus is asked
    const source = startRemote<ApiQuestion, ApiAnswer>('bench/controller/processes/api-process.ts');
    await source.ask({ ask: 'tell', values: firstValues(pools) });
    const where = await source.ask({ ask: 'where' });
    const prometheus = feed === 'polled' && where.ask === 'where' ? where.prometheus : undefined;
    const tally = createAuditTally(auditLogOf(bed), (event) => isOf(event, userAgent));
    const fed = await startFed(
      program,
      {
        ...asShipped,
        ...limits,
        cluster: address,
        namespaces: namespacesOf(pools),
        leaseNamespace: 'default',
        ...(prometheus !== undefined && { prometheus }),
        userAgent,
        leaseUserAgent: `${userAgent}-lease`,
      },
      pools,
    );
    const contender: Contender = {
      ...fed,
      tally: async () => tally(),
      change: async (values) => {
        await source.ask({ ask: 'tell', values });
        if (feed === 'pushed') await fed.change(values);
      },
    };
    try {
      const tailSeconds = feed === 'polled' ? 25 : course.tailSeconds;
      rows.push({
        ...row,
        isOurs: true,
        run: await runCourse(contender, pools, { ...course, tailSeconds }),
      });
    } finally {
      await contender.stop();
      await source.stop();
    }
    say(row.title);
  }
  return rows;
}

async function runTheirs(
  cluster: RealCluster,
  metrics: ExternalMetrics,
  pools: readonly LivePool[],
  course: Course,
  say: (line: string) => void,
): Promise<readonly RivalRow[]> {
  const set = (values: ReturnType<typeof firstValues>) => {
    for (const [query, units] of values) metrics.set(metricOf(query), units);
  };
  set(firstValues(pools));
  const rows: RivalRow[] = [];
  for (const [index, { flags, tailSeconds, ...row }] of autoscalers.entries()) {
    const tally = createAuditTally(auditLogOf(cluster.bed), isOfAutoscaler);
    const process = cluster.startAutoscaler(flags);
    const contender: Contender = {
      tally: async () => tally(),
      change: async (values) => set(values),
      usage: () => usageOf(process.pid),
      heapBytes: async () => undefined,
      stop: process.stop,
    };
    // each time others, so that nothing has to be set back
    const targets = pools.slice(index * course.changes);
    try {
      // half of them were looked at, metric and scale: it is in full swing
      const longer = { ...course, tailSeconds, enoughReads: pools.length };
      rows.push({ ...row, isOurs: false, run: await runCourse(contender, targets, longer) });
    } finally {
      await contender.stop();
    }
    say(row.title);
  }
  return rows;
}

function isOf({ userAgent = '' }: AuditEvent, name: string): boolean {
  return userAgent.startsWith(name);
}

/** What it asks for itself; that the aggregation layer asks on is not counted a second time. */
function isOfAutoscaler({ user }: AuditEvent): boolean {
  return user.username === 'system:serviceaccount:kube-system:horizontal-pod-autoscaler';
}
