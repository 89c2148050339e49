import type { ErrorObject } from 'ajv';
import type { Code } from '../../diagnostics/codes.ts';
import type { Path } from '../../model/source.ts';
import { help, nearest } from '../suggest/suggest.ts';

/** What one finding of the schema validator means: the rule in our words, and where to mark. */
export interface Problem {
  readonly code: Code;
  readonly path: Path;
  readonly at: 'key' | 'value';
  /** Composes the sentence around the field as the operator wrote it and the value as it was spelled. */
  readonly say: (field: string, found: string) => string;
  readonly help?: string | undefined;
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly examples?: readonly unknown[];
  readonly maxProperties?: number;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly 'x-format'?: string;
}

/** Puts a validator's finding into our words; `undefined` for one that only repeats another. */
export function explainError(error: ErrorObject, root: unknown): Problem | undefined {
  const path = pathOf(error.instancePath, root);
  const schema = (error.parentSchema ?? {}) as Schema;
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownField([...path, String(error.params.additionalProperty)], schema);
    case 'required':
      return missingField([...path, String(error.params.missingProperty)], schema);
    case 'minProperties':
      return wrongCount(path, schema);
    case 'maxProperties':
      return schema.properties === undefined
        ? tooMany(path, error, 'a map')
        : wrongCount(path, schema);
    case 'maxItems':
      return tooMany(path, error, 'a list');
    case 'discriminator':
      return wrongKind([...path, 'kind']);
    case 'pattern':
      return wrongForm(path, schema);
    default:
      return wrongValue(path, error, schema);
  }
}

function unknownField(path: Path, schema: Schema): Problem {
  const name = String(path.at(-1));
  return {
    code: 'unknown-field',
    path,
    at: 'key',
    say: (field) => `there is no field ${field}`,
    help: help(name, Object.keys(schema.properties ?? {})),
  };
}

function missingField(path: Path, schema: Schema): Problem {
  const of = schema.properties?.[String(path.at(-1))] as Schema | undefined;
  const example = of?.examples?.[0];
  return {
    code: 'missing-field',
    path,
    at: 'key',
    say: (field) => `${field} is required`,
    help:
      example === undefined
        ? undefined
        : `for example \`${String(path.at(-1))}: ${inFlow(example)}\``,
  };
}

function wrongCount(path: Path, schema: Schema): Problem {
  const names = Object.keys(schema.properties ?? {});
  const rule = schema.maxProperties === 1 ? 'exactly' : 'at least';
  return {
    code: 'wrong-value',
    path,
    at: 'value',
    say: (field) => `${field} must have ${rule} one of ${inWords(names)}`,
  };
}

/** More would be taken here and refused by the API server, which bounds what its rules go through. */
function tooMany(path: Path, { params, data }: ErrorObject, what: string): Problem {
  const found = Object.keys(data as object).length;
  const most = Number(params.limit);
  return {
    code: 'wrong-value',
    path,
    at: 'value',
    say: (field) => `${field} must be ${what} of at most ${most}, got ${found}`,
    help: `take out ${found - most}: the Kubernetes API takes no more in the resource that this becomes`,
  };
}

function wrongKind(path: Path): Problem {
  return {
    code: 'wrong-value',
    path,
    at: 'value',
    say: (field, found) => `${field} must be \`WorkerPool\` or \`CapacityGroup\`, got ${found}`,
  };
}

const forms: Readonly<
  Record<string, { readonly code: Code; readonly rule: string; readonly help: string }>
> = {
  name: {
    code: 'invalid-name',
    rule: 'a Kubernetes name',
    help: 'lower-case letters, digits and -, starting and ending with a letter or digit, at most 63 characters',
  },
  subdomain: {
    code: 'invalid-name',
    rule: 'a Kubernetes name',
    help: 'lower-case letters, digits, - and ., each part starting and ending with a letter or digit, at most 253 characters',
  },
  'port-name': {
    code: 'invalid-port',
    rule: 'the name of a port',
    help: 'at most 15 lower-case letters, digits and -, with a letter among them and no two - in a row',
  },
  duration: {
    code: 'invalid-duration',
    rule: 'a duration',
    help: 'durations are written like 90s, 2m30s, 15m, 2h, with units from large to small',
  },
  quantity: {
    code: 'invalid-quantity',
    rule: 'a quantity',
    help: 'quantities are written like 500m, 1.5, 512Mi, 524288000',
  },
  'time-of-day': {
    code: 'wrong-value',
    rule: 'a time of day',
    help: 'times of day are written like "06:00", in quotes',
  },
};

function wrongForm(path: Path, schema: Schema): Problem {
  const form = forms[schema['x-format'] ?? ''];
  const example = schema.examples?.[0];
  return {
    code: form?.code ?? 'wrong-value',
    path,
    at: 'value',
    say: (field, found) =>
      `${field} must be ${form?.rule ?? `of the form ${inFlow(example)}`}, got ${found}`,
    help: form?.help,
  };
}

function wrongValue(path: Path, error: ErrorObject, schema: Schema): Problem {
  const form = forms[schema['x-format'] ?? ''];
  const isName = form !== undefined && error.keyword === 'maxLength';
  return {
    code: isName ? form.code : 'wrong-value',
    path,
    at: 'value',
    say: (field, found) => `${field} must be ${ruleOf(error, schema)}, got ${found}`,
    help: isName ? form.help : remedyFor(error, schema),
  };
}

function ruleOf({ keyword, params }: ErrorObject, schema: Schema): string {
  switch (keyword) {
    case 'enum':
      return `one of ${inWords(schema.enum ?? [])}`;
    case 'const':
      return `\`${String(params.allowedValue)}\``;
    case 'minimum':
      return `at least ${params.limit}`;
    case 'maximum':
      return `at most ${params.limit}`;
    case 'exclusiveMinimum':
      return `above ${params.limit}`;
    case 'minLength':
      return params.limit === 1
        ? 'a text that is not empty'
        : `at least ${params.limit} characters long`;
    case 'maxLength':
      return `at most ${params.limit} characters long`;
    case 'minItems':
      return `a list of at least ${params.limit}`;
    default:
      return typeRule(schema);
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: '`true` or `false`',
  object: 'a map',
  array: 'a list',
};

function typeRule(schema: Schema): string {
  const form = forms[schema['x-format'] ?? ''];
  if (form !== undefined) return form.rule;
  return [schema.type ?? []]
    .flat()
    .map((type) => typeNames[type] ?? type)
    .join(' or ');
}

function remedyFor({ keyword, data }: ErrorObject, schema: Schema): string | undefined {
  if (keyword === 'enum' && typeof data === 'string') {
    const near = nearest(data, schema.enum ?? []);
    return near && `did you mean \`${near}\`?`;
  }
  const isText = [schema.type ?? []].flat().includes('string');
  if (keyword === 'type' && isText && (typeof data === 'number' || typeof data === 'boolean'))
    return 'put it in quotes';
  return undefined;
}

/** The path that a validator's pointer names, with numbers for the places of lists. */
export function pathOf(pointer: string, root: unknown): Path {
  const path: (string | number)[] = [];
  let here = root;
  for (const raw of pointer.split('/').slice(1)) {
    const step = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(here) ? Number(step) : step);
    here = (here as Record<string, unknown> | undefined)?.[step];
  }
  return path;
}

/** Lists names as a sentence does: `a`, `b` and `c`. */
export function inWords(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  return quoted.length < 2
    ? quoted.join('')
    : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}

function inFlow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inFlow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, one]) => `${key}: ${inFlow(one)}`)
      .join(', ')}}`;
  }
  return String(value);
}
