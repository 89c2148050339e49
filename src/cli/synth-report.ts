import type { Estate } from '../model/environment.ts';
import { type JobTemplate, mostPods } from '../model/job-template.ts';
import { plainNumber } from '../model/quantity.ts';
import type { Files } from '../render/files.ts';
import type { Outcome } from '../render/write.ts';
import { jobPeakOf, peakOf } from './peak.ts';

/** The result of a synth for programs. CPU is in cores and memory in bytes, as exact decimal texts. */
export function reportOf(estates: readonly Estate[], outcome: Outcome, files: Files) {
  const {
    added = [],
    changed = [],
    removed = [],
  } = outcome.result === 'written' ? outcome.difference : {};
  return {
    environments: estates.map(({ environment, pools, groups, jobs, clusters }) => ({
      name: environment.name,
      pools: pools.map((pool) => ({
        namespace: pool.namespace,
        name: pool.name,
        mode: pool.scaling.demand.mode,
        engine: pool.engine.name,
        because: pool.engine.because,
        min: pool.scaling.min,
        max: pool.scaling.max,
        peak: { cpu: amount(peakOf(pool, 'cpu')), memory: amount(peakOf(pool, 'memory')) },
        group: pool.group ?? null,
      })),
      groups: groups.map(({ namespace, name, quota }) => ({
        namespace,
        name,
        quota: Object.fromEntries(
          [...quota].map(([resource, one]) => [resource, plainNumber(one)]),
        ),
      })),
      jobs: jobs.map((job) => ({
        namespace: job.namespace,
        name: job.name,
        trigger: job.trigger.kind,
        suspended: job.suspend,
        pods: mostPods(job) ?? null,
        peak: { cpu: jobAmount(job, 'cpu'), memory: jobAmount(job, 'memory') },
        group: job.group ?? null,
      })),
      clusters: clusters.map(({ namespace, name, dialect, workers, limits, group }) => ({
        namespace,
        name,
        dialect,
        workers: { min: workers.min, max: workers.max ?? null },
        clustersPerUser: limits.perUser.clusters,
        group: group ?? null,
      })),
    })),
    files: { total: files.size, added, changed, removed },
  };
}

function jobAmount(job: JobTemplate, resource: 'cpu' | 'memory'): string | null {
  const nano = jobPeakOf(job, resource);
  return nano === undefined ? null : amount(nano);
}

function amount(nano: bigint): string {
  return plainNumber({ text: '', nano });
}
