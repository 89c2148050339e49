import type { CapacityGroup } from '../model/capacity-group.ts';
import type { ClusterTemplate } from '../model/cluster-template.ts';
import type { Estate } from '../model/environment.ts';
import { type JobTemplate, mostPods } from '../model/job-template.ts';
import { formatDuration } from '../model/units.ts';
import type { WorkerPool } from '../model/worker-pool.ts';
import type { Files } from '../render/files.ts';
import type { Outcome } from '../render/write.ts';
import { columns } from './columns.ts';
import { formatPeak, jobPeakOf, peakOf } from './peak.ts';
import { counts } from './synth-difference.ts';
import { startsOn } from './trigger-words.ts';

const poolHeads = [
  'namespace',
  'pool',
  'mode',
  'engine',
  'workers',
  'peak cpu',
  'peak memory',
  'group',
  'why this engine',
];
const jobHeads = [
  'namespace',
  'job',
  'starts on',
  'pods',
  'peak cpu',
  'peak memory',
  'group',
  'timeout',
];
const clusterHeads = [
  'namespace',
  'cluster',
  'dialect',
  'workers',
  'clusters per user',
  'group',
  'idle timeout',
];

/** The result of a synth for people: a row a policy, what the groups' quotas make of the peaks, and what happened to the files. */
export function table(
  estates: readonly Estate[],
  outcome: Outcome,
  files: Files,
  out: string,
): string {
  return `${estates.map(section).join('\n')}\n${fileLine(outcome, files, out)}\n`;
}

/** Pools with their groups, jobs, clusters: what there is none of is left out. */
function section(estate: Estate): string {
  const { environment, pools, groups, jobs, clusters } = estate;
  const parts = [
    [...columns(poolHeads, pools.map(poolRow)), ...groups.map((group) => groupLine(group, estate))],
    columns(jobHeads, jobs.map(jobRow)),
    columns(clusterHeads, clusters.map(clusterRow)),
  ].filter((lines) => lines.length > 0);
  return `${environment.name}\n${parts.map((lines) => `${lines.join('\n')}\n`).join('\n')}`;
}

function poolRow(pool: WorkerPool): readonly string[] {
  const { namespace, name, scaling, engine, group = '–' } = pool;
  const bounds = scaling.min === scaling.max ? `${scaling.min}` : `${scaling.min}..${scaling.max}`;
  const cpu = formatPeak(peakOf(pool, 'cpu'), 'cpu');
  const memory = formatPeak(peakOf(pool, 'memory'), 'memory');
  return [
    namespace,
    name,
    scaling.demand.mode,
    engine.name,
    bounds,
    cpu,
    memory,
    group,
    engine.because,
  ];
}

function jobRow(job: JobTemplate): readonly string[] {
  const { namespace, name, group = '–', timeout, suspend } = job;
  return [
    namespace,
    name,
    suspend ? `${startsOn(job.trigger)} (suspended)` : startsOn(job.trigger),
    String(mostPods(job) ?? 'no limit'),
    formatPeak(jobPeakOf(job, 'cpu'), 'cpu'),
    formatPeak(jobPeakOf(job, 'memory'), 'memory'),
    group,
    timeout === undefined ? '–' : formatDuration(timeout),
  ];
}

function clusterRow(cluster: ClusterTemplate): readonly string[] {
  const { namespace, name, dialect, workers, perNode, limits, times, group = '–' } = cluster;
  const most = workers.max ?? (perNode === undefined ? 'no limit' : 'one a node');
  return [
    namespace,
    name,
    dialect,
    `${workers.min}..${most}`,
    String(limits.perUser.clusters),
    group,
    times.idleTimeout === undefined ? '–' : formatDuration(times.idleTimeout),
  ];
}

/** Peaks above a quota are no error: that is what sharing is for. The line says by how much pools and jobs compete. */
function groupLine(group: CapacityGroup, { pools, jobs, clusters }: Estate): string {
  const isMember = (one: Member) => one.group === group.name && one.namespace === group.namespace;
  const members = { pools: pools.filter(isMember), jobs: jobs.filter(isMember) };
  const peaks = (['cpu', 'memory'] as const).flatMap((resource) => {
    const quota = group.quota.get(`requests.${resource}`);
    if (quota === undefined) return [];
    const peak = [
      ...members.pools.map((pool) => peakOf(pool, resource)),
      ...members.jobs.map((job) => jobPeakOf(job, resource) ?? 0n),
    ].reduce((sum, one) => sum + one, 0n);
    return [`${resource} ${formatPeak(peak, resource)} of ${quota.text}`];
  });
  const counted = [
    count(members.pools.length, 'pool'),
    count(members.jobs.length, 'job'),
    count(clusters.filter(isMember).length, 'cluster template'),
  ].filter((words) => words !== undefined);
  const who = counted.length === 0 ? 'nobody' : counted.join(', ');
  return `  group ${group.namespace}/${group.name}: ${who}, peak ${peaks.join(', ')}`;
}

interface Member {
  readonly namespace: string;
  readonly group?: string;
}

function count(number: number, noun: string): string | undefined {
  if (number === 0) return undefined;
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function fileLine(outcome: Outcome, files: Files, out: string): string {
  if (outcome.result !== 'written') return `${out}: ${files.size} files, nothing to change`;
  return `${out}: ${files.size} files, ${counts(outcome.difference)}`;
}
