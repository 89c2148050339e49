import type { ClusterOption, OptionType } from '../../model/cluster-template.ts';
import { isObject } from '../../model/json.ts';
import type { Path } from '../../model/source.ts';
import { type Context, complain } from '../place.ts';
import { readImage } from '../pool/image.ts';
import { nearest } from '../suggest/suggest.ts';
import { isGatewayVariable } from './gateway-owned.ts';
import { wholeMatch } from './option-pattern.ts';
import { sortOf } from './option-target.ts';

/** Reports a default that the option itself would refuse from a user. */
export function reportDefault(context: Context, path: Path, option: ClusterOption): void {
  const rule = rules[option.type](option);
  const at = [...path, 'default'];
  if (rule === undefined) {
    reportDefaultImage(context, at, option);
    return;
  }
  const { choices, type } = option;
  const near =
    type === 'choice' && typeof option.default === 'string'
      ? nearest(
          option.default,
          choices.map(({ name }) => name),
        )
      : undefined;
  complain(
    context,
    'option-default',
    at,
    (field) => `${field} must be ${rule}, got ${JSON.stringify(option.default)}`,
    { help: near && `did you mean \`${near}\`?` },
  );
}

function reportDefaultImage(context: Context, at: Path, { sets, type, ...option }: ClusterOption) {
  if (type !== 'string' || !('field' in sets) || sortOf(sets.field) !== 'image') return;
  readImage(context, at, String(option.default));
}

/** What the default has to be and is not, by the type of the option; `undefined` when it is right. */
const rules: Readonly<Record<OptionType, (option: ClusterOption) => string | undefined>> = {
  integer: (option) =>
    Number.isSafeInteger(option.default) ? outOfBounds(option) : 'a whole number',
  number: (option) => (typeof option.default === 'number' ? outOfBounds(option) : 'a number'),
  string: (option) =>
    typeof option.default === 'string' ? unmatched(option, [option.default]) : 'a text',
  boolean: (option) => (typeof option.default === 'boolean' ? undefined : 'true or false'),
  choice: ({ choices, default: usual }) =>
    choices.length === 0 || choices.some(({ name }) => name === usual)
      ? undefined
      : 'one of the choices',
  map: (option) =>
    isTextMap(option.default)
      ? wrongVariables(option, Object.keys(option.default))
      : 'a map of texts',
};

function outOfBounds({ default: usual, min, max }: ClusterOption): string | undefined {
  const value = Number(usual);
  if (min !== undefined && value < min) return `at least \`min\`, ${min}`;
  return max !== undefined && value > max ? `at most \`max\`, ${max}` : undefined;
}

function wrongVariables(option: ClusterOption, names: readonly string[]): string | undefined {
  return names.some(isGatewayVariable)
    ? 'without variables that the gateway sets itself'
    : unmatched(option, names);
}

function unmatched({ pattern }: ClusterOption, texts: readonly string[]): string | undefined {
  const matcher = pattern === undefined ? undefined : wholeMatch(pattern);
  return matcher === undefined || texts.every((text) => matcher.test(text))
    ? undefined
    : `what \`pattern\` matches as a whole, ${pattern}`;
}

function isTextMap(value: unknown): value is Readonly<Record<string, string>> {
  return isObject(value) && Object.values(value).every((one) => typeof one === 'string');
}
