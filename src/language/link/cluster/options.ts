import type { ClusterOption, ClusterTemplate } from '../../../model/cluster-template.ts';
import type { Path } from '../../../model/source.ts';
import { type Context, complain } from '../../place.ts';

/** Checks the options of a template against each other and against the fields they change. */
export function reportOptions(context: Context, cluster: ClusterTemplate): void {
  reportRepeats(context, cluster.options);
  for (const [index, option] of cluster.options.entries()) {
    const path = ['options', index];
    reportCounts(context, path, option, cluster);
    reportWholeNode(context, path, option, cluster);
    reportVariable(context, path, option, cluster);
  }
}

function reportRepeats(context: Context, options: readonly ClusterOption[]): void {
  const names = new Set<string>();
  const targets = new Map<string, string>();
  for (const [index, option] of options.entries()) {
    const { name } = option;
    if (names.has(name)) {
      reportTaken(
        context,
        ['options', index, 'name'],
        `must be unique, "${name}" stands there twice`,
      );
    }
    names.add(name);
    const other = targetsOf(option)
      .map((target) => targets.get(target))
      .find((one) => one !== undefined);
    for (const target of targetsOf(option)) targets.set(target, name);
    const at = 'variable' in option.sets ? 'variable' : 'sets';
    if (other !== undefined) {
      reportTaken(
        context,
        ['options', index, at],
        `must be something that no other option sets, option \`${other}\` does`,
      );
    }
  }
}

/** What an option changes, such that two of them never change the same; settings are told apart by their names. */
function targetsOf({ sets, name }: ClusterOption): readonly string[] {
  if ('variable' in sets) return [`variable ${sets.variable}`];
  if (sets.field === 'setting') return [`setting ${name}`];
  return sets.field === 'image' ? ['scheduler.image', 'worker.image'] : [sets.field];
}

/** The numbers that users may ask for must be numbers that a cluster may have. */
function reportCounts(
  context: Context,
  path: Path,
  { sets, min, max }: ClusterOption,
  { workers }: ClusterTemplate,
): void {
  if (!('field' in sets) || !/^workers/.test(sets.field)) return;
  if (max !== undefined && workers.max !== undefined && max > workers.max) {
    complain(
      context,
      'min-over-max',
      [...path, 'max'],
      (field) => `${field} must be at most \`spec.workers.max\`, ${workers.max}, got ${max}`,
    );
  }
  if (min !== undefined && min < workers.min) {
    complain(
      context,
      'min-over-max',
      [...path, 'min'],
      (field) => `${field} must be at least \`spec.workers.min\`, ${workers.min}, got ${min}`,
    );
  }
}

function reportWholeNode(
  context: Context,
  path: Path,
  { sets }: ClusterOption,
  { perNode }: ClusterTemplate,
): void {
  if (perNode?.reserve === undefined || !('field' in sets)) return;
  if (sets.field !== 'worker.cpu' && sets.field !== 'worker.memory') return;
  complain(
    context,
    'conflicting-fields',
    [...path, 'sets'],
    (field) =>
      `${field} must not be \`${sets.field}\` beside \`spec.perNode.reserve\`: a worker takes the whole node`,
    { help: 'remove the option, or `reserve`' },
  );
}

/** A variable that the policy sets, too, would have two values. */
function reportVariable(
  context: Context,
  path: Path,
  { sets }: ClusterOption,
  { scheduler, worker }: ClusterTemplate,
): void {
  if (!('variable' in sets)) return;
  const role = Object.entries({ scheduler, worker }).find(([, { env }]) =>
    env.some(({ name }) => name === sets.variable),
  )?.[0];
  if (role === undefined) return;
  reportTaken(
    context,
    [...path, 'variable'],
    `must be a variable that \`spec.${role}.env\` leaves out, got "${sets.variable}"`,
  );
}

function reportTaken(context: Context, path: Path, rule: string): void {
  complain(context, 'option-taken', path, (field) => `${field} ${rule}`, {
    help: 'keep one of them',
  });
}
