import type { AfterLoss, Demand, Window } from '../../model/scaling.ts';
import type { Path } from '../../model/source.ts';
import { type Context, complain } from '../place.ts';
import { scalingDefaults } from '../schema/defaults.ts';
import type { WrittenPool } from '../schema/worker-pool.ts';

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** Reads the bounds of a pool, and reports numbers elsewhere that they would silently overrule. */
export function readBounds(
  context: Context,
  written: WrittenPool['scaling'],
  demand: Demand,
  schedule: readonly Window[],
  next: AfterLoss,
): Bounds {
  const bounds = boundsOf(written, demand, schedule);
  if (demand.mode === 'whileBusy' && demand.workers === 0) {
    complain(
      context,
      'wrong-value',
      ['scaling', 'workers'],
      (field) => `${field} must be at least 1 in mode \`whileBusy\`, got 0`,
    );
  }
  if (demand.mode === 'utilization' && bounds.min === 0) {
    complain(
      context,
      'wrong-value',
      ['scaling', 'min'],
      (field) =>
        `${field} must be at least 1 in mode \`utilization\`, got 0: without workers nothing is used, and an HPA would never add one`,
      { help: 'a pool that goes to zero needs a signal: use mode `proportional`' },
    );
  }
  const top = demand.mode === 'whileBusy' ? 'workers' : 'max';
  const limit = `\`spec.scaling.${top}\`${written[top] === undefined ? ' by default' : ''}`;
  const atMost = (path: Path, value: number) => {
    if (value <= bounds.max) return;
    complain(
      context,
      'min-over-max',
      path,
      (field) => `${field} must be at most ${bounds.max}, which is ${limit}, got ${value}`,
    );
  };
  if (demand.mode !== 'fixed') atMost(['scaling', 'min'], bounds.min);
  for (const [index, { atLeast }] of schedule.entries()) {
    const path = ['scaling', 'schedule', index, 'atLeast'];
    if (atLeast === undefined) continue;
    if (demand.mode !== 'fixed') atMost(path, atLeast);
    reportIdleFloor(context, path, atLeast, bounds.min);
  }
  reportFallback(context, next, bounds, demand);
  return bounds;
}

function boundsOf(
  written: WrittenPool['scaling'],
  demand: Demand,
  schedule: readonly Window[],
): Bounds {
  const least = demand.mode === 'utilization' ? 1 : scalingDefaults.min;
  const { min = least, max = scalingDefaults.max } = written;
  if (demand.mode === 'whileBusy') return { min, max: demand.workers };
  if (demand.mode !== 'fixed') return { min, max };
  const floors = schedule.map(({ atLeast = 0 }) => atLeast);
  return { min: demand.workers, max: Math.max(demand.workers, ...floors) };
}

function reportIdleFloor(context: Context, path: Path, atLeast: number, min: number): void {
  if (atLeast > min) return;
  complain(
    context,
    'wrong-value',
    path,
    (field) =>
      `${field} must be above ${min}, the number of workers outside the window, got ${atLeast}: the window does nothing`,
  );
}

/** A fallback outside the bounds would be cut to them without a word. */
function reportFallback(
  context: Context,
  next: AfterLoss,
  { min, max }: Bounds,
  { mode }: Demand,
): void {
  if (next === 'hold') return;
  const [field, value] = 'workers' in next ? ['workers', next.workers] : ['atLeast', next.atLeast];
  const least = mode === 'whileBusy' ? max : min;
  if (value === 0 || (value >= least && value <= max)) return;
  const rule =
    least === max
      ? `${max}, the only number of workers there is while the signal is lost`
      : `${least} to ${max}, the bounds of the pool`;
  complain(
    context,
    'min-over-max',
    ['scaling', 'onSignalLoss', 'then', field as string],
    (path) => `${path} must be ${rule}, got ${value}`,
  );
}
