import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/report.ts';
import { isObject, type Json } from '../../model/json.ts';
import { formatPath, type Path } from '../../model/source.ts';
import type { Place } from '../import/place.ts';
import { nearest } from '../suggest/suggest.ts';
import { show } from '../validation/validate.ts';
import type { Field, Shape } from './shape.ts';

/** Compares a document with the operator's definition; a field set to nothing counts as absent, as the API server has it. */
export function checkShape(
  value: Json | undefined,
  shape: Shape,
  place: Place,
  path: Path = [],
): readonly Diagnostic[] {
  switch (shape.a) {
    case 'map':
      if (!isObject(value)) return [wrong('a map', value, place, path)];
      return checkMap(value as Record<string, Json>, shape.fields, place, path);
    case 'list':
      if (!Array.isArray(value)) return [wrong('a list', value, place, path)];
      return value.flatMap((item: Json, index) =>
        checkShape(item, shape.of, place, [...path, index]),
      );
    case 'texts':
      if (!isObject(value)) return [wrong('a map of texts', value, place, path)];
      return Object.entries(value).flatMap(([key, item]) =>
        checkShape(item as Json, { a: 'text' }, place, [...path, key]),
      );
    case 'text':
      return checkScalar(value, shape.filled ? 'filled' : 'text', place, path);
    case 'integer':
    case 'flag':
    case 'amount':
    case 'anything':
      return checkScalar(value, shape.a, place, path);
  }
}

function checkScalar(
  value: Json | undefined,
  kind: keyof typeof scalars,
  place: Place,
  path: Path,
): readonly Diagnostic[] {
  const { words, fits } = scalars[kind];
  return fits(value) ? [] : [wrong(words, value, place, path)];
}

const scalars = {
  text: { words: 'a text', fits: (value: unknown) => typeof value === 'string' },
  filled: {
    words: 'a text that is not empty',
    fits: (value: unknown) => typeof value === 'string' && value.trim() !== '',
  },
  integer: { words: 'a whole number', fits: (value: unknown) => Number.isSafeInteger(value) },
  flag: { words: '`true` or `false`', fits: (value: unknown) => typeof value === 'boolean' },
  amount: {
    words: 'an amount such as "0.5"',
    fits: (value: unknown) => typeof value === 'string' || typeof value === 'number',
  },
  anything: { words: 'anything', fits: () => true },
} as const;

function checkMap(
  value: Readonly<Record<string, Json>>,
  fields: Readonly<Record<string, Field>>,
  place: Place,
  path: Path,
): readonly Diagnostic[] {
  const unknown = Object.keys(value).filter((name) => !Object.hasOwn(fields, name));
  const missing = Object.entries(fields).flatMap(([name, { required }]) =>
    required !== undefined && isAbsent(value, name) ? [{ name, help: required }] : [],
  );
  const present = Object.entries(fields).filter(([name]) => !isAbsent(value, name));
  return [
    ...unknown.map((name) => reportUnknown(name, unknown, missing, fields, place, path)),
    ...missing.map(({ name, help }) =>
      diagnose('missing-field', `\`${formatPath([...path, name])}\` is required`, {
        ...place([...path, name], 'key'),
        help,
      }),
    ),
    ...present.flatMap(([name, { shape }]) =>
      checkShape(value[name], shape, place, [...path, name]),
    ),
  ];
}

function isAbsent(value: Readonly<Record<string, Json>>, name: string): boolean {
  return !Object.hasOwn(value, name) || value[name] === null;
}

/** A field that is missing is the likeliest meaning of one that is unknown. */
function reportUnknown(
  name: string,
  unknown: readonly string[],
  missing: readonly { readonly name: string }[],
  fields: Readonly<Record<string, Field>>,
  place: Place,
  path: Path,
): Diagnostic {
  const only = missing.map((one) => one.name);
  const meant =
    (Object.hasOwn(otherWords, name) ? otherWords[name] : undefined) ??
    (unknown.length === 1 ? nearest(name, only) : undefined) ??
    nearest(name, Object.keys(fields));
  const help =
    meant !== undefined && Object.hasOwn(fields, meant)
      ? `did you mean \`${meant}\`?`
      : 'the operator ignores it; remove it';
  return diagnose('unknown-field', `there is no field \`${formatPath([...path, name])}\``, {
    ...place([...path, name], 'key'),
    help,
  });
}

/** What other tools call the operator's fields, where the likeness is too small to see. */
const otherWords: Readonly<Record<string, string>> = {
  min: 'minReplicaCount',
  minReplicas: 'minReplicaCount',
  max: 'maxReplicaCount',
  maxReplicas: 'maxReplicaCount',
  resources: 'initialResources',
  rabbitHost: 'rabbitHostname',
  rabbitUrl: 'rabbitHostname',
};

function wrong(rule: string, value: Json | undefined, place: Place, path: Path): Diagnostic {
  const isUnquoted =
    rule.startsWith('a text') && (typeof value === 'number' || typeof value === 'boolean');
  return diagnose('wrong-value', `${subject(path)} must be ${rule}, got ${show(value)}`, {
    ...place(path, 'value'),
    ...(isUnquoted && { help: 'put it in quotes' }),
  });
}

function subject(path: Path): string {
  return path.length === 0 ? 'the document' : `\`${formatPath(path)}\``;
}
