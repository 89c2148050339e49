import type {
  ClusterDialect,
  ClusterOption,
  OptionField,
  OptionType,
} from '../../model/cluster-template.ts';
import { parseQuantity } from '../../model/quantity.ts';
import type { Path } from '../../model/source.ts';
import { parseDuration } from '../../model/units.ts';
import { type Context, complain } from '../place.ts';
import { readImage } from '../pool/image.ts';
import type { WrittenOption } from '../schema/cluster-option.ts';
import { isGatewayVariable } from './gateway-owned.ts';

/** What a field holds, which decides the types and units of the options that may set it. */
type Sort = 'cpu' | 'memory' | 'image' | 'count' | 'duration' | 'env' | 'setting';

interface SortRule {
  readonly types: readonly OptionType[];
  /** The first is the one meant when none is written. */
  readonly units: readonly string[];
}

const plain = ['integer', 'number', 'string', 'choice', 'boolean'] as const;

const rules: Readonly<Record<Sort, SortRule>> = {
  cpu: { types: ['integer', 'number', 'choice'], units: ['', 'm'] },
  memory: { types: ['integer', 'number', 'choice'], units: ['Gi', 'Mi', 'M', 'G'] },
  image: { types: ['choice', 'string'], units: [] },
  count: { types: ['integer'], units: [] },
  duration: { types: ['integer', 'number', 'choice'], units: ['m', 's', 'h'] },
  env: { types: ['map'], units: [] },
  setting: { types: plain, units: [] },
};

/** What kind of thing a field is. */
export function sortOf(field: OptionField): Sort {
  switch (field) {
    case 'worker.cpu':
    case 'scheduler.cpu':
      return 'cpu';
    case 'worker.memory':
    case 'scheduler.memory':
      return 'memory';
    case 'image':
    case 'worker.image':
    case 'scheduler.image':
      return 'image';
    case 'workers':
    case 'workers.max':
      return 'count';
    case 'idleTimeout':
      return 'duration';
    case 'env':
    case 'setting':
      return field;
  }
}

/** The unit that the numbers of an option are counted in; `undefined` for plain ones. */
export function unitOf({ type, unit, sets }: WrittenOption): string | undefined {
  if (type !== 'integer' && type !== 'number') return undefined;
  const usual = sets === undefined ? undefined : rules[sortOf(sets)].units[0];
  return unit ?? (usual || undefined);
}

/** Reports what an option cannot set: a wrong type, a unit or choices of something else, what the gateway sets itself. */
export function reportTarget(
  context: Context,
  path: Path,
  option: ClusterOption,
  dialect: ClusterDialect,
): void {
  const { sets, type } = option;
  if ('variable' in sets) {
    reportVariable(context, path, sets.variable, type);
    return;
  }
  const { field } = sets;
  const sort = sortOf(field);
  const { types } = rules[sort];
  if (!types.includes(type)) {
    complain(
      context,
      'option-type',
      [...path, 'type'],
      (name) => `${name} must be ${inWords(types)} to set \`${field}\`, got "${type}"`,
    );
  }
  if (field === 'setting' && dialect !== 'resaas') {
    complain(
      context,
      'option-type',
      [...path, 'sets'],
      (name) => `${name} must not be \`setting\` in dialect \`${dialect}\`, which has no jobs`,
      { help: 'write `variable`, which hands the value to both pods' },
    );
  }
  reportUnit(context, path, option, sort);
  reportChoiceValues(context, path, option, sort);
}

function reportVariable(context: Context, path: Path, name: string, type: OptionType): void {
  if (type === 'map') {
    complain(
      context,
      'option-type',
      [...path, 'type'],
      (field) => `${field} must not be "map" for one variable`,
      { help: 'write `sets: env`, which takes a map of variables' },
    );
  }
  if (!isGatewayVariable(name)) return;
  complain(
    context,
    'gateway-owned',
    [...path, 'variable'],
    (field) => `${field} must not be ${name}, which the gateway sets itself`,
  );
}

function reportUnit(context: Context, path: Path, { unit, type }: ClusterOption, sort: Sort): void {
  const { units } = rules[sort];
  const isNumber = type === 'integer' || type === 'number';
  if (unit === undefined || !isNumber || units.includes(unit)) return;
  complain(
    context,
    'option-type',
    [...path, 'unit'],
    (field) =>
      units.length === 0
        ? `${field} has no meaning here: it is no amount`
        : `${field} must be ${inWords(units.filter((one) => one !== ''))}, got "${unit}"`,
    { help: units.length === 0 ? 'remove it' : undefined },
  );
}

function reportChoiceValues(
  context: Context,
  path: Path,
  { choices }: ClusterOption,
  sort: Sort,
): void {
  for (const [index, { value }] of choices.entries()) {
    const at = [...path, 'choices', index, 'value'];
    if (sort === 'image') readImage(context, at, value);
    const isRight = sort === 'duration' ? isDuration(value) : isAmount(value);
    if (isRight || !['cpu', 'memory', 'duration'].includes(sort)) continue;
    complain(
      context,
      sort === 'duration' ? 'invalid-duration' : 'invalid-quantity',
      at,
      (field) =>
        `${field} must be ${sort === 'duration' ? 'a duration like 30m' : 'an amount above 0'}, got "${value}"`,
    );
  }
}

function isDuration(text: string): boolean {
  return parseDuration(text) !== undefined;
}

function isAmount(text: string): boolean {
  return (parseQuantity(text)?.nano ?? 0n) > 0n;
}

function inWords(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  return quoted.length === 1
    ? (quoted[0] ?? '')
    : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
