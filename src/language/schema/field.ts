import { type Static, type TProperties, type TSchema, Type } from 'typebox';

/** What every field says of itself beside its type. `absent` says in words what happens without it where no `default` can. */
interface Notes {
  readonly default?: unknown;
  readonly absent?: string;
}

/** What a text is, beyond being one; the checker looks closer than the pattern can. */
export type Format =
  | 'name'
  | 'duration'
  | 'quantity'
  | 'cron'
  | 'timezone'
  | 'promql'
  | 'image'
  | 'url'
  | 'port'
  | 'port-name'
  | 'subdomain'
  | 'time-of-day';

const patterns: Partial<Record<Format, string>> = {
  name: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
  // a letter somewhere, and no two - in a row
  'port-name': '^([0-9]+-)*[0-9]*[a-z][a-z0-9]*(-[a-z0-9]+)*$',
  subdomain: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
  // units from large to small, each at most once; without look-around, which the API server's expressions lack
  duration: '^([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$',
  // no longer exponents: what would read them writes all the zeros
  quantity: '^[0-9]*\\.?[0-9]+([eE][+-]?[0-9]{1,2}|[numkMGTPE]|[KMGTPE]i)?$',
  'time-of-day': '^([01][0-9]|2[0-3]):[0-5][0-9]$',
};

const maxLengths: Partial<Record<Format, number>> = {
  name: 63,
  'port-name': 15,
  subdomain: 253,
  duration: 64,
  quantity: 64,
};

export function text(
  description: string,
  example: string,
  notes: Notes & { pattern?: string; maxLength?: number } = {},
) {
  return Type.String({ description, examples: [example], minLength: 1, ...notesOf(notes) });
}

/** A text of a known form: the pattern is what editors and the API server check, the checker does the rest. */
export function formatted(format: Format, description: string, example: string, notes: Notes = {}) {
  const pattern = patterns[format];
  const maxLength = maxLengths[format];
  return Type.String({
    description,
    examples: [example],
    minLength: 1,
    'x-format': format,
    ...(pattern && { pattern }),
    ...(maxLength && { maxLength }),
    ...notesOf(notes),
  });
}

/** A Kubernetes quantity, as a text (`500m`, `60Gi`) or a plain number (`1.5`). */
export function quantity(description: string, example: string | number, notes: Notes = {}) {
  return Type.Unsafe<string | number>({
    type: ['string', 'number'],
    description,
    examples: [example],
    'x-format': 'quantity',
    pattern: patterns.quantity,
    maxLength: maxLengths.quantity,
    ...notesOf(notes),
  });
}

/** A port by number, or by the name of a declared port. */
export function port(description: string, example: string | number) {
  return Type.Unsafe<string | number>({
    type: ['string', 'integer'],
    description,
    examples: [example],
    'x-format': 'port',
  });
}

/** A whole number or a percentage such as `25%`. */
export function countOrPercent(description: string, example: string | number, notes: Notes = {}) {
  return Type.Unsafe<string | number>({
    type: ['string', 'integer'],
    description,
    examples: [example],
    minimum: 0,
    maximum: 2147483647,
    pattern: '^[0-9]+%$',
    maxLength: 16,
    ...notesOf(notes),
  });
}

export function integer(
  description: string,
  example: number,
  notes: Notes & { minimum?: number; maximum?: number } = {},
) {
  return Type.Integer({
    description,
    examples: [example],
    minimum: 0,
    maximum: 2147483647,
    ...notesOf(notes),
  });
}

export function number(
  description: string,
  example: number,
  notes: Notes & { exclusiveMinimum?: number } = {},
) {
  // far above any use, and far below where digits would be lost
  return Type.Number({
    description,
    examples: [example],
    maximum: 1_000_000_000,
    ...notesOf(notes),
  });
}

export function flag(description: string, example: boolean, notes: Notes = {}) {
  return Type.Boolean({ description, examples: [example], ...notesOf(notes) });
}

export function choice<const T extends readonly string[]>(
  options: T,
  description: string,
  example: T[number],
  notes: Notes = {},
) {
  return Type.Unsafe<T[number]>({
    type: 'string',
    enum: [...options],
    description,
    examples: [example],
    ...notesOf(notes),
  });
}

export function list<T extends TSchema>(
  items: T,
  description: string,
  example: readonly unknown[],
  notes: Notes & { minItems?: number; maxItems?: number } = {},
) {
  return Type.Array(items, { description, examples: [example], ...notesOf(notes) });
}

/** A map with free keys, all values alike. */
export function map<T extends TSchema>(
  values: T,
  description: string,
  example: Record<string, unknown>,
  notes: Notes & { maxProperties?: number } = {},
) {
  return Type.Unsafe<{ readonly [key: string]: Static<T> }>({
    type: 'object',
    additionalProperties: values,
    description,
    examples: [example],
    ...notesOf(notes),
  });
}

/** A map with exactly these fields. */
export function fields<T extends TProperties>(
  description: string,
  properties: T,
  notes: Notes & { minProperties?: number } = {},
) {
  return Type.Object(properties, { description, additionalProperties: false, ...notesOf(notes) });
}

/** A map with exactly one of these fields, each optional in the type. */
export function oneOf<T extends TProperties>(
  description: string,
  properties: T,
  notes: Notes = {},
) {
  return Type.Object(properties, {
    description,
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 1,
    ...notesOf(notes),
  });
}

/** A piece of Kubernetes that is handed on as it is; the API server checks it. */
export function verbatim(description: string, example: unknown, notes: Notes = {}) {
  return Type.Unsafe<Readonly<Record<string, unknown>>>({
    type: 'object',
    description,
    examples: [example],
    additionalProperties: true,
    'x-verbatim': true,
    ...notesOf(notes),
  });
}

export const optional = Type.Optional;

function notesOf(notes: Notes): Record<string, unknown> {
  const { absent, ...rest } = notes;
  return { ...rest, ...(absent !== undefined && { 'x-absent': absent }) };
}
