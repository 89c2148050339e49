import { patternProblem as problemOf } from '../job/pattern.ts';

/** Compiles a pattern such that it matches a whole text; `undefined` for what is no regular expression. */
export function wholeMatch(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    return undefined;
  }
}

/**
 * Says what is wrong with a pattern; `undefined` for a good one. Users' texts are matched, so nothing may take for ever.
 * It must be an expression without the brackets around it, too: `a)|(?:.*` would close them.
 */
export function patternProblem(pattern: string): string | undefined {
  return problemOf(pattern);
}
