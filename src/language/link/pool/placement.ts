import type { Path } from '../../../model/source.ts';
import type { Toleration } from '../../../model/worker.ts';
import type { WorkerPool } from '../../../model/worker-pool.ts';
import { type Context, complain } from '../../place.ts';
import { isLabelKey, isLabelValue } from '../../values/names.ts';

/** Checks tolerations and spreading by the API server's rules. */
export function reportPlacement(context: Context, { worker: { placement } }: WorkerPool): void {
  for (const [index, one] of placement.tolerations.entries()) {
    reportToleration(context, ['worker', 'placement', 'tolerations', index], one);
  }
  reportSpread(context, placement.spread);
}

function reportToleration(context: Context, path: Path, toleration: Toleration): void {
  const { key, operator = 'Equal', value, effect, tolerationTime } = toleration;
  if (key === undefined && operator !== 'Exists') {
    complain(
      context,
      'conflicting-fields',
      path,
      (field) => `${field} must have a key, or \`operator: Exists\` for every taint there is`,
    );
  }
  if (key !== undefined && !isLabelKey(key)) reportKey(context, [...path, 'key'], key);
  if (value !== undefined && operator === 'Exists') {
    complain(
      context,
      'conflicting-fields',
      [...path, 'value'],
      (field) => `${field} must not be given with \`operator: Exists\`, which takes any value`,
      { at: 'key', help: 'keep one of them' },
    );
  } else if (value !== undefined && !isLabelValue(value)) {
    complain(
      context,
      'invalid-label',
      [...path, 'value'],
      (field) =>
        `${field} must be a label's value: at most 63 letters, digits, -, _ and ., got ${JSON.stringify(value)}`,
    );
  }
  if (tolerationTime === undefined || effect === 'NoExecute') return;
  complain(
    context,
    'conflicting-fields',
    [...path, 'tolerationTime'],
    (field) =>
      `${field} must have \`effect: NoExecute\` beside it: no other taint ends a running pod`,
    { at: 'key' },
  );
}

function reportSpread(context: Context, spread: WorkerPool['worker']['placement']['spread']): void {
  const seen = new Set<string>();
  for (const [index, { topologyKey, whenUnsatisfiable }] of spread.entries()) {
    const path = ['worker', 'placement', 'spread', index, 'topologyKey'];
    if (!isLabelKey(topologyKey)) reportKey(context, path, topologyKey);
    const pair = `${whenUnsatisfiable} ${topologyKey}`;
    if (seen.has(pair)) {
      complain(
        context,
        'conflicting-fields',
        path,
        (field) =>
          `${field} must be unique in its list for \`whenUnsatisfiable: ${whenUnsatisfiable}\`, \`${topologyKey}\` stands there twice`,
      );
    }
    seen.add(pair);
  }
}

function reportKey(context: Context, path: Path, key: string): void {
  complain(
    context,
    'invalid-label',
    path,
    (field) =>
      `${field} must be a label: at most 63 letters, digits, -, _ and ., with a DNS name and / before it if you like, got ${JSON.stringify(key)}`,
  );
}
