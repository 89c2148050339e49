import type { Estate } from '../model/environment.ts';
import { plainNumber } from '../model/quantity.ts';
import type { Files } from '../render/files.ts';
import type { Outcome } from '../render/write.ts';
import { peakOf } from './peak.ts';

/** The result of a synth for programs. CPU is in cores and memory in bytes, as exact decimal texts. */
export function reportOf(estates: readonly Estate[], outcome: Outcome, files: Files) {
  const {
    added = [],
    changed = [],
    removed = [],
  } = outcome.result === 'written' ? outcome.difference : {};
  return {
    environments: estates.map(({ environment, pools, groups }) => ({
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
    })),
    files: { total: files.size, added, changed, removed },
  };
}

function amount(nano: bigint): string {
  return plainNumber({ text: '', nano });
}
