/**
 * Writes a scalar on one line, so that YAML 1.1 and 1.2 readers take it for exactly this value; used for keys too.
 * `-0` is written as `0`, as JSON does. Throws on numbers that some reader would round or refuse.
 */
export function writeScalar(value: null | boolean | number | string): string {
  if (typeof value === 'string') return isPlain(value) ? value : quote(value);
  return typeof value === 'number' ? writeNumber(value) : String(value);
}

/**
 * Splits a text of several lines for a literal block: first the header (`|`, `|-` or `|+`), then the lines, not indented.
 * `undefined` when the block would not give back the text exactly, or would break under an editor that trims lines.
 */
export function literalBlock(
  text: string,
): readonly [header: string, ...lines: string[]] | undefined {
  if (!text.includes('\n') || FRAGILE.test(text) || ESCAPED.test(text)) return undefined;
  if (!text.endsWith('\n')) return ['|-', ...text.split('\n')];
  return [text.endsWith('\n\n') ? '|+' : '|', ...text.slice(0, -1).split('\n')];
}

/** Writes a text in double quotes on one line; everything that is invisible or that a reader might change is escaped. */
export function quote(text: string): string {
  return `"${text.replace(SPECIAL, escapeCharacter)}"`;
}

/** A first line that is empty or indented hides the indentation of the block; blanks at the end of a line get trimmed. */
const FRAGILE = /^[\n ]| (?:\n|$)/;

/**
 * Line breaks of any kind, controls, invisible and bidirectional marks, halves of surrogate pairs and what YAML forbids.
 * Written out, not `\p{C}`: what is unassigned depends on the Unicode version of the machine.
 */
const INVISIBLE =
  '\\x7f-\\xa0\\xad\\u061c\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\ud800-\\udfff\\ufeff\\ufff0-\\uffff\\u{e0000}-\\u{e0fff}';
const ESCAPED = new RegExp(`[\\0-\\x09\\x0b-\\x1f${INVISIBLE}]`, 'u');
const SPECIAL = new RegExp(`["\\\\\\0-\\x1f${INVISIBLE}]`, 'gu');

/** ASCII that starts like a word, a path, an option or `$(VARIABLE)`. */
const WORD = /^(?:[a-z_/$(]|--?[a-z])[\x20-\x7e]*$/i;
/** What starts with a digit is a text once it has a character that no number or time of any reader has: 500m, 25%. */
const AMOUNT = /^\d(?=.*?[%g-nq-su-wy])[\x20-\x7e]*$/i;
const BREAKS_OFF = /: | #|[: ]$/;
const TAKEN = /^(?:y|n|yes|no|on|off|true|false|null|none|-?(?:nan|inf|infinity))$/i;

function isPlain(text: string): boolean {
  return (WORD.test(text) || AMOUNT.test(text)) && !BREAKS_OFF.test(text) && !TAKEN.test(text);
}

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function escapeCharacter(character: string): string {
  const short = SHORT[character];
  if (short !== undefined) return short;
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`a manifest cannot hold the number ${value}`);
  if (Number.isSafeInteger(value)) return String(value);
  if (Number.isInteger(value)) throw new Error(`the integer ${value} is above 2^53`);
  return String(value).replace(/^(-?\d+)e/, '$1.0e'); // YAML 1.1 takes 1e-7 for a text
}
