import type { ClusterOption } from '../../model/cluster-template.ts';
import type { Path } from '../../model/source.ts';
import { type Context, complain } from '../place.ts';
import { sortOf } from './option-target.ts';

/** Reports bounds the wrong way round, and options that would let a user take any amount or run any image. */
export function reportBounds(context: Context, path: Path, option: ClusterOption): void {
  const { min, max } = option;
  if (min !== undefined && max !== undefined && min > max) {
    complain(
      context,
      'min-over-max',
      [...path, 'min'],
      (field) => `${field} must be at most \`max\`, ${max}, got ${min}`,
    );
  }
  if ('field' in option.sets) reportScarce(context, path, option, sortOf(option.sets.field));
}

function reportScarce(
  context: Context,
  path: Path,
  option: ClusterOption,
  sort: ReturnType<typeof sortOf>,
): void {
  const { type, min, max, pattern } = option;
  const isNumber = type === 'integer' || type === 'number';
  if (isNumber && ['cpu', 'memory', 'count', 'duration'].includes(sort)) {
    if (max === undefined) reportOpen(context, path, 'max', 'a user could ask for any amount');
    if (sort !== 'count' && (min === undefined || min <= 0)) reportNothing(context, path, min);
  }
  if (sort === 'image' && type === 'string' && pattern === undefined) {
    reportOpen(context, path, 'pattern', 'a user could run any image');
  }
}

function reportOpen(context: Context, path: Path, field: string, why: string): void {
  complain(
    context,
    'option-unbounded',
    [...path, field],
    (name) => `${name} is required here: without it ${why}`,
    { at: 'key' },
  );
}

function reportNothing(context: Context, path: Path, min: number | undefined): void {
  complain(
    context,
    'option-unbounded',
    [...path, 'min'],
    (name) =>
      min === undefined
        ? `${name} is required here: without it a user could ask for nothing at all`
        : `${name} must be above 0, got ${min}`,
    { at: min === undefined ? 'key' : 'value' },
  );
}
