import type { ExitRule, Retries } from '../../model/job-template.ts';
import type { Path } from '../../model/source.ts';
import { type Context, complain } from '../place.ts';
import { jobDefaults } from '../schema/job/defaults.ts';
import type { WrittenJob } from '../schema/job-template.ts';

type Written = NonNullable<WrittenJob['retries']>;
type WrittenRule = NonNullable<Written['rules']>[number];

/** Reads `spec.retries`; exit codes come out in ascending order, which the API server asks for. */
export function readRetries(context: Context, written: Written = {}): Retries {
  const { limit = jobDefaults.retries, disruptions = jobDefaults.disruptions } = written;
  const rules = (written.rules ?? []).map((rule, index) => readRule(context, rule, index));
  for (const [index, { action }] of rules.entries()) {
    if (action === 'retry' && limit === 0) reportVain(context, index);
  }
  reportRepeats(context, rules);
  reportCount(context, rules, disruptions);
  return { limit, disruptions, rules };
}

function readRule(context: Context, written: WrittenRule, index: number): ExitRule {
  const { exitCodes, notExitCodes, action } = written;
  const path: Path = ['retries', 'rules', index];
  if ((exitCodes === undefined) === (notExitCodes === undefined)) {
    complain(
      context,
      'conflicting-fields',
      path,
      (field) => `${field} must have exactly one of \`exitCodes\` and \`notExitCodes\``,
    );
  }
  const field = exitCodes === undefined ? 'notExitCodes' : 'exitCodes';
  const listed = exitCodes ?? notExitCodes ?? [];
  const codes = listed.flatMap((one, at) => readCodes(context, one, [...path, field, at]));
  if (exitCodes !== undefined && codes.includes(0)) reportZero(context, [...path, field]);
  return {
    exitCodes: [...new Set(codes)].toSorted((a, b) => a - b),
    operator: exitCodes === undefined ? 'notIn' : 'in',
    action,
  };
}

function readCodes(context: Context, written: number | string, path: Path): readonly number[] {
  if (typeof written === 'number') return [written];
  const [from = 0, to = 0] = written.split('-').map(Number);
  if (from <= to && to <= 255) {
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  }
  complain(
    context,
    'wrong-value',
    path,
    (field) => `${field} must be a range from low to high, at most 255, got "${written}"`,
  );
  return [];
}

function reportZero(context: Context, path: Path): void {
  complain(
    context,
    'wrong-value',
    path,
    (field) => `${field} must not have 0, with which a container succeeds`,
  );
}

function reportVain(context: Context, index: number): void {
  complain(
    context,
    'conflicting-fields',
    ['retries', 'rules', index, 'action'],
    (field) => `${field} is \`retry\`, and there are no retries: \`spec.retries.limit\` is 0`,
    { help: 'raise the limit' },
  );
}

/** The first rule that fits counts, so a code in a later one does nothing. */
function reportRepeats(context: Context, rules: readonly ExitRule[]): void {
  const seen = new Set<number>();
  for (const [index, { exitCodes, operator }] of rules.entries()) {
    if (operator === 'notIn') continue;
    const again = exitCodes.find((code) => seen.has(code));
    for (const code of exitCodes) seen.add(code);
    if (again === undefined) continue;
    complain(
      context,
      'conflicting-fields',
      ['retries', 'rules', index, 'exitCodes'],
      (field) => `${field} must not repeat a code of an earlier rule, got ${again}`,
    );
  }
}

/** Kubernetes takes twenty rules, one of which is ours where disruptions do not count. */
function reportCount(
  context: Context,
  rules: readonly ExitRule[],
  disruptions: Retries['disruptions'],
): void {
  const most = disruptions === 'ignore' ? 19 : 20;
  if (rules.length <= most) return;
  complain(
    context,
    'wrong-value',
    ['retries', 'rules'],
    (field) => `${field} must be at most ${most} rules, got ${rules.length}`,
  );
}
