import { compareText } from '../../model/order.ts';
import { editDistance } from './edit-distance.ts';
import { type ForeignWord, foreignWords } from './foreign-words.ts';

/** Composes the help for a field that is not there; undefined when nothing comes near. */
export function help(word: string, candidates: readonly string[]): string | undefined {
  const respelt = candidates.find((one) => one.toLowerCase() === word.toLowerCase());
  if (respelt !== undefined) return `did you mean \`${respelt}\`?`;
  const known = helpFrom(exactly(word, candidates), candidates);
  if (known !== undefined) return known;
  const own = approximate(word, candidates);
  if (own !== undefined) return `did you mean \`${own}\`?`;
  return helpFrom(approximateForeign(word, candidates), candidates);
}

/** Finds our field, as a full path, for another tool's word in any case; undefined when we have none. */
export function foreignName(
  word: string,
): { readonly field: string; readonly of: string } | undefined {
  const known = exactly(word, []);
  return known && 'field' in known ? { field: known.field, of: known.of } : undefined;
}

/**
 * Finds the candidate with the fewest slips of the finger, at most one for each three letters of
 * `word`; equally near ones go by `compareText`.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3));
  const near = candidates
    .map((candidate) => ({ candidate, slips: slipsBetween(word, candidate, limit) }))
    .filter(({ slips }) => slips <= limit)
    .toSorted((a, b) => a.slips - b.slips || compareText(a.candidate, b.candidate));
  return near[0]?.candidate;
}

/** Below this a word is too short to be told from others by a likeness. */
const SHORTEST_LIKENESS = 5;

/** Of several meanings of a word the one whose field is among the candidates, else the usual one. */
function exactly(word: string, candidates: readonly string[]): ForeignWord | undefined {
  const meanings = foreignWords.filter((one) => one.word.toLowerCase() === word.toLowerCase());
  const fits = (one: ForeignWord) => candidates.includes(pathOf(one).at(-1) ?? '');
  return meanings.find(fits) ?? meanings[0];
}

function pathOf(one: ForeignWord): readonly string[] {
  return ('field' in one ? one.field : one.near).split('.');
}

function approximateForeign(word: string, candidates: readonly string[]): ForeignWord | undefined {
  if (word.length < SHORTEST_LIKENESS) return undefined;
  const known = approximate(
    word,
    foreignWords.map((one) => one.word),
  );
  return known === undefined ? undefined : exactly(known, candidates);
}

/** Infinity for words of different lengths, so that a key of a megabyte costs nothing. */
function slipsBetween(word: string, candidate: string, limit: number): number {
  if (Math.abs(word.length - candidate.length) > limit) return Infinity;
  const slips = editDistance(word.toLowerCase(), candidate.toLowerCase());
  const isAllDifferent = slips >= Math.max(word.length, candidate.length);
  return isAllDifferent && slips > 0 ? Infinity : slips;
}

/** Like `nearest`, and takes `cooldwn` for the beginning of `cooldownPeriod`. */
function approximate(word: string, names: readonly string[]): string | undefined {
  const whole = nearest(word, names);
  if (whole !== undefined || word.length < SHORTEST_LIKENESS) return whole;
  const beginnings = names.flatMap((name) => beginningsOf(name).map((part) => ({ name, part })));
  const best = nearest(
    word,
    beginnings.map(({ part }) => part),
  );
  return beginnings.find(({ part }) => part === best)?.name;
}

/** `terminationGracePeriod` begins with `termination` and `terminationGrace`. */
function beginningsOf(name: string): readonly string[] {
  return [...name.matchAll(/[A-Z]/g)]
    .map(({ index }) => name.slice(0, index))
    .filter((part) => part.length >= SHORTEST_LIKENESS);
}

function helpFrom(
  known: ForeignWord | undefined,
  candidates: readonly string[],
): string | undefined {
  if (!known) return undefined;
  const path = pathOf(known);
  const anchor = path.findIndex((step) => candidates.includes(step));
  // `value` or `start` may be anything; `cooldownPeriod` means one thing wherever it stands.
  const isDistinctive = /[A-Z]/.test(known.word);
  if (anchor === -1 && !isDistinctive) return undefined;
  if (known.note !== undefined) return `${known.note} (${known.of} has \`${known.word}\`)`;
  const field = path.slice(Math.max(0, anchor)).join('.');
  const isSameWord = path.at(-1) === known.word;
  return `did you mean \`${field}\`?${isSameWord ? '' : ` (${known.of} calls it ${known.word})`}`;
}
