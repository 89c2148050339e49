/** Compiles a pattern such that it matches a whole text; `undefined` for what is no regular expression. */
export function wholeMatch(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    return undefined;
  }
}

/** Says what is wrong with a pattern; `undefined` for a good one. Users' texts are matched, so nothing may take for ever. */
export function patternProblem(pattern: string): string | undefined {
  if (wholeMatch(pattern) === undefined)
    return 'brackets must be closed, and `\\` stands before a sign';
  if (/\(\?<?[=!]/.test(pattern)) return 'it must not look ahead or back';
  if (/\\[1-9]|\\k</.test(pattern)) return 'it must not refer back to what it has matched';
  if (/[+*}]\)[+*{]/.test(pattern))
    return 'a repetition of a repetition can take for ever; write one';
  return undefined;
}
