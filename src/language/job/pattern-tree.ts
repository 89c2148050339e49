/** A part of a regular expression with how often it may stand there in a row. */
export interface Part {
  readonly atom: Atom;
  readonly min: number;
  readonly max: number;
}

export type Atom =
  /** One character out of some; `source` is an expression for it. */
  | { readonly kind: 'character'; readonly source: string; readonly literal?: string }
  | { readonly kind: 'group'; readonly branches: readonly (readonly Part[])[] }
  | { readonly kind: 'edge' }
  /** What RE2 and other engines without backtracking lack, in words. */
  | { readonly kind: 'refused'; readonly what: string };

/** Reads an expression that JavaScript has accepted with flag `u` into its branches. */
export function readPattern(pattern: string): readonly (readonly Part[])[] {
  const reader = { rest: pattern };
  return readBranches(reader);
}

interface Reader {
  rest: string;
}

function take(reader: Reader, expression: RegExp): string | undefined {
  const found = expression.exec(reader.rest)?.[0];
  if (found !== undefined) reader.rest = reader.rest.slice(found.length);
  return found;
}

function readBranches(reader: Reader): readonly (readonly Part[])[] {
  const branches: Part[][] = [[]];
  while (reader.rest !== '' && take(reader, /^\)/) === undefined) {
    if (take(reader, /^\|/) !== undefined) branches.push([]);
    else branches.at(-1)?.push(readPart(reader));
  }
  return branches;
}

function readPart(reader: Reader): Part {
  const atom = readAtom(reader);
  const quantifier = take(reader, /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/u);
  return { atom, ...timesOf(quantifier) };
}

function timesOf(quantifier: string | undefined): Pick<Part, 'min' | 'max'> {
  const unbounded = Number.POSITIVE_INFINITY;
  switch (quantifier?.[0]) {
    case undefined:
      return { min: 1, max: 1 };
    case '*':
      return { min: 0, max: unbounded };
    case '+':
      return { min: 1, max: unbounded };
    case '?':
      return { min: 0, max: 1 };
  }
  const [, min, comma, max] = /^\{(\d+)(,?)(\d*)\}/.exec(quantifier ?? '') ?? [];
  const least = Number(min);
  if (comma === '') return { min: least, max: least };
  return { min: least, max: max === '' ? unbounded : Number(max) };
}

function readAtom(reader: Reader): Atom {
  if (take(reader, /^\(\?<?[=!]/) !== undefined) {
    readBranches(reader);
    return { kind: 'refused', what: 'look-around' };
  }
  if (take(reader, /^\((?:\?(?:<[^>]*>|[a-z-]*:))?/) !== undefined) {
    return { kind: 'group', branches: readBranches(reader) };
  }
  if (take(reader, /^(?:[\^$]|\\[bB])/) !== undefined) return { kind: 'edge' };
  if (take(reader, /^\\(?:[1-9]\d*|k<[^>]*>)/) !== undefined) {
    return { kind: 'refused', what: 'back-references' };
  }
  return readCharacter(reader);
}

const oneOf =
  /^(?:\[(?:\\.|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[\dA-Fa-f]{4}|\\x[\dA-Fa-f]{2}|\\c.|\\.|.)/su;

function readCharacter(reader: Reader): Atom {
  const source = take(reader, oneOf) ?? take(reader, /^[\s\S]/u) ?? '';
  const isPlain = /^(?:[^\\[.]|\\[^\w])$/su.test(source);
  return { kind: 'character', source, ...(isPlain && { literal: source.replace('\\', '') }) };
}
