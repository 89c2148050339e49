import type { ValidateFunction } from 'ajv';
import { isObject, type Json } from '../../model/json.ts';
import { originOf } from '../../model/origin.ts';
import { formatPath, type Path } from '../../model/source.ts';
import { type Context, complain, complainAt } from '../place.ts';
import { spelling } from '../yaml/locate.ts';
import { explainError, type Problem } from './schema-problem.ts';

/**
 * Checks a document, its layers merged into `spec`, against the schema of its kind. What is wrong is reported at the
 * place that wrote it; the answer is whether nothing was.
 */
export function validate(context: Context, check: ValidateFunction, value: unknown): boolean {
  if (check(value)) return true;
  const said = new Set<string>();
  for (const error of check.errors ?? []) {
    const problem = explainError(error, value);
    if (problem === undefined) continue;
    const key = `${problem.code} ${formatPath(problem.path)}`;
    // one finding a value: what follows from the first is noise
    if (said.has(key)) continue;
    said.add(key);
    report(context, problem, value);
  }
  // a document that is refused without a word would vanish from the output
  if (said.size === 0)
    throw new Error(`the schema refuses ${context.document.source.path} and does not say why`);
  return false;
}

function report(context: Context, problem: Problem, value: unknown): void {
  const { code, path, at, say, help } = problem;
  const found = show(valueAt(value, path), spellingOf(context, path));
  if (path[0] === 'spec') {
    complain(context, code, path.slice(1), (field) => say(field, found), { at, help });
  } else {
    complainAt(context, code, path, say(`\`${formatPath(path)}\``, found), { at, help });
  }
}

/** Numbers and booleans are shown as they were written: `1.10`, not 1.1. */
function spellingOf({ layers, document }: Context, path: Path): string | undefined {
  if (path[0] !== 'spec') return spelling(document, path);
  const origin = originOf(layers, path.slice(1));
  return origin.from === 'default' || origin.from === 'derived'
    ? undefined
    : spelling(origin.document, origin.path);
}

/** Shows a value in a message: texts in quotes, maps and lists by what they are, long texts cut. */
export function show(value: Json | undefined, written?: string): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (isObject(value)) return Object.keys(value).length === 0 ? 'an empty map' : 'a map';
  if (typeof value !== 'string') return written ?? String(value);
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}

function valueAt(value: unknown, path: Path): Json | undefined {
  let here = value;
  for (const step of path)
    here = (here as Record<string | number, unknown> | null | undefined)?.[step];
  return here as Json | undefined;
}
