import { type Part, readPattern } from './pattern-tree.ts';

type Branches = readonly (readonly Part[])[];

/**
 * Says why values cannot be checked with an expression; `undefined` for one that can. What is taken has no look-around
 * and no back-references, as in RE2, and repeats only such groups as JavaScript, which goes back and tries again, can
 * read in one way: else a short text can keep it busy for hours. Some harmless expressions are refused too.
 */
export function patternProblem(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u');
  } catch {
    return 'JavaScript cannot read it with flag `u`';
  }
  const branches = readPattern(pattern);
  const refused = refusedIn(branches);
  if (refused !== undefined) return `it has ${refused}`;
  return hasSlowRepeat(branches)
    ? 'it repeats a group that can be read in more than one way, which may take for ever; begin the group with a character that stands nowhere else in it, or use a class like `[ab]` in place of `(a|b)`'
    : undefined;
}

function refusedIn(branches: Branches): string | undefined {
  for (const { atom } of branches.flat()) {
    if (atom.kind === 'refused') return atom.what;
    const inner = atom.kind === 'group' ? refusedIn(atom.branches) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function hasSlowRepeat(branches: Branches): boolean {
  return branches.flat().some(({ atom, max }) => {
    if (atom.kind !== 'group') return false;
    return hasSlowRepeat(atom.branches) || (max > 1 && !isReadOneWay(atom.branches));
  });
}

/** Whether a text that repeats the group falls apart into it in one way only. */
function isReadOneWay(branches: Branches): boolean {
  const [only = []] = branches;
  if (branches.length === 1 && isOnePath(only)) return true;
  const heads = branches.map(([first]) => literalOf(first));
  return (
    new Set(heads).size === heads.length && branches.every(isFixed) && !heads.includes(undefined)
  );
}

/** Either of fixed length, or with one part of any length and a character before all else that is nowhere else. */
function isOnePath(parts: readonly Part[]): boolean {
  if (isFixed(parts)) return parts.length > 0;
  const [first, ...rest] = parts;
  const delimiter = literalOf(first);
  if (delimiter === undefined || rest.some(({ atom }) => atom.kind !== 'character')) return false;
  const variable = rest.filter(({ min, max }) => min !== max);
  return variable.length === 1 && !rest.some((part) => canBe(part, delimiter));
}

function isFixed(parts: readonly Part[]): boolean {
  return parts.every(({ atom, min, max }) => atom.kind === 'character' && min === max && min > 0);
}

function literalOf(part: Part | undefined): string | undefined {
  const isOne = part?.min === 1 && part.max === 1 && part.atom.kind === 'character';
  return isOne && part.atom.kind === 'character' ? part.atom.literal : undefined;
}

function canBe({ atom }: Part, character: string): boolean {
  return atom.kind === 'character' && new RegExp(`^(?:${atom.source})$`, 'su').test(character);
}
