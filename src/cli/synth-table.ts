import type { CapacityGroup } from '../model/capacity-group.ts';
import type { Estate } from '../model/environment.ts';
import type { WorkerPool } from '../model/worker-pool.ts';
import type { Files } from '../render/files.ts';
import type { Outcome } from '../render/write.ts';
import { formatPeak, peakOf } from './peak.ts';
import { counts } from './synth-difference.ts';

const heads = [
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

/** The result of a synth for people: a row a pool, what the groups' quotas make of the peaks, and what happened to the files. */
export function table(
  estates: readonly Estate[],
  outcome: Outcome,
  files: Files,
  out: string,
): string {
  return `${estates.map(section).join('\n')}\n${fileLine(outcome, files, out)}\n`;
}

function section({ environment, pools, groups }: Estate): string {
  const rows = [heads, ...pools.map(rowOf)];
  const widths = heads.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const lines = rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
  const quotas = groups.map((group) => groupLine(group, pools));
  return `${environment.name}\n${[...lines, ...quotas].join('\n')}\n`;
}

function rowOf(pool: WorkerPool): readonly string[] {
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

/** Peaks above a quota are no error: that is what sharing is for. The line says by how much the pools compete. */
function groupLine(group: CapacityGroup, pools: readonly WorkerPool[]): string {
  const members = pools.filter(
    (pool) => pool.group === group.name && pool.namespace === group.namespace,
  );
  const parts = (['cpu', 'memory'] as const).flatMap((resource) => {
    const quota = group.quota.get(`requests.${resource}`);
    if (quota === undefined) return [];
    const peak = members.reduce((sum, pool) => sum + peakOf(pool, resource), 0n);
    return [`${resource} ${formatPeak(peak, resource)} of ${quota.text}`];
  });
  return `  group ${group.namespace}/${group.name}: ${members.length} pools, peak ${parts.join(', ')}`;
}

function fileLine(outcome: Outcome, files: Files, out: string): string {
  if (outcome.result !== 'written') return `${out}: ${files.size} files, nothing to change`;
  return `${out}: ${files.size} files, ${counts(outcome.difference)}`;
}
