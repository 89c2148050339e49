import type { ClusterDialect, ClusterOption } from '../../model/cluster-template.ts';
import type { Json } from '../../model/json.ts';
import type { Path } from '../../model/source.ts';
import { type Context, complain } from '../place.ts';
import type { WrittenOption } from '../schema/cluster-option.ts';
import { reportBounds } from './option-bounds.ts';
import { reportDefault } from './option-default.ts';
import { reportOptionFields } from './option-fields.ts';
import { reportTarget, unitOf } from './option-target.ts';

/** Reads `spec.options`; whatever contradicts itself is reported. */
export function readOptions(
  context: Context,
  dialect: ClusterDialect,
  written: readonly WrittenOption[],
): readonly ClusterOption[] {
  return written.flatMap((one, index) => {
    const path = ['options', index];
    reportName(context, path, dialect, one);
    reportOptionFields(context, path, one);
    const sets = readTarget(context, path, one);
    if (sets === undefined) return [];
    const option = readOption(one, sets);
    reportTarget(context, path, option, dialect);
    reportBounds(context, path, option);
    reportDefault(context, path, option);
    return [option];
  });
}

function readOption(written: WrittenOption, sets: ClusterOption['sets']): ClusterOption {
  const { name, label = name, description, type, min, max, pattern, choices = [] } = written;
  const unit = unitOf(written);
  return {
    name,
    label,
    ...(description !== undefined && { description }),
    type,
    default: written.default as Json,
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(unit !== undefined && { unit }),
    ...(pattern !== undefined && { pattern }),
    choices: choices.map((choice) => ({ value: choice.name, ...choice })),
    sets,
  };
}

/** Python hands options over as named arguments, so that a name must be one of those. */
function reportName(
  context: Context,
  path: Path,
  dialect: ClusterDialect,
  { name }: WrittenOption,
): void {
  if (dialect !== 'dask' || !name.includes('.')) return;
  complain(
    context,
    'wrong-value',
    [...path, 'name'],
    (field) =>
      `${field} must be one word in dialect \`dask\`, whose users write it as a named argument, got "${name}"`,
    { help: `did you mean \`${name.replaceAll('.', '_')}\`?` },
  );
}

function readTarget(
  context: Context,
  path: Path,
  { sets, variable }: WrittenOption,
): ClusterOption['sets'] | undefined {
  if (sets !== undefined && variable !== undefined) {
    complain(
      context,
      'conflicting-fields',
      [...path, 'variable'],
      (field) => `${field} must not stand beside \`sets\`: an option changes one thing`,
      { at: 'key', help: 'keep one of them' },
    );
  }
  if (sets !== undefined) return { field: sets };
  if (variable !== undefined) return { variable };
  complain(
    context,
    'missing-field',
    [...path, 'sets'],
    (field) => `${field} or \`variable\` is required: an option changes something`,
    { at: 'key', help: 'for example `sets: worker.cpu` or `variable: LOG_LEVEL`' },
  );
  return undefined;
}
