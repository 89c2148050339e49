import type { Toleration } from '../../model/pod.ts';
import type { Path } from '../../model/source.ts';
import { type Context, complain } from '../place.ts';
import { isLabelKey, isLabelValue } from '../values/names.ts';

/** Checks a toleration by the API server's rules, wherever in a spec it stands. */
export function reportToleration(context: Context, path: Path, toleration: Toleration): void {
  const { key, operator = 'Equal', value, effect, tolerationTime } = toleration;
  if (key === undefined && operator !== 'Exists') {
    complain(
      context,
      'conflicting-fields',
      path,
      (field) => `${field} must have a key, or \`operator: Exists\` for every taint there is`,
    );
  }
  if (key !== undefined && !isLabelKey(key)) reportLabelKey(context, [...path, 'key'], key);
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

/** Reports a text that is to be the key of a label and is none. */
export function reportLabelKey(context: Context, path: Path, key: string): void {
  complain(
    context,
    'invalid-label',
    path,
    (field) =>
      `${field} must be a label: at most 63 letters, digits, -, _ and ., with a DNS name and / before it if you like, got ${JSON.stringify(key)}`,
  );
}
