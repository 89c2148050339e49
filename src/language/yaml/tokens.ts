import type { Code } from '../../diagnostics/codes.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/report.ts';
import type { Source, Span } from '../../model/source.ts';

/** What reading the tokens of a stretch has shown so far. */
export interface TokenWatch {
  readonly source: Source;
  readonly diagnostics: Diagnostic[];
  /** Stretches where the parser's own complaints only repeat what is reported here. */
  readonly settled: Span[];
  readonly brackets: { readonly text: string; readonly at: number }[];
  hasScalarNext: boolean;
}

/** Starts watching the tokens of a file's stretch. */
export function watchTokens(source: Source): TokenWatch {
  return { source, diagnostics: [], settled: [], brackets: [], hasScalarNext: false };
}

/**
 * Reports what can be told from one token: anchors, aliases, tags, directives, quotes and brackets without their
 * other half. Aliases are never followed, so a bomb of them costs no more than its text.
 */
export function seeToken(watch: TokenWatch, token: string, at: number): void {
  if (watch.hasScalarNext) {
    watch.hasScalarNext = false;
    return; // the text of a plain or block scalar, whatever it starts with
  }
  if (token === '\x1f') watch.hasScalarNext = true;
  else if (token === '\x18') seeUnclosed(watch, at);
  else watchers[token[0] ?? '']?.(watch, token, at);
}

/** Reports what is still open when the tokens end. */
export function seeEnd(watch: TokenWatch, at: number): void {
  seeUnclosed(watch, at);
}

/** Tells the one directive that may stay: it says what is so without it. */
export function isYaml12(directive: string): boolean {
  return /^%YAML[ \t]+1\.2$/.test(directive);
}

const watchers: Readonly<Record<string, (watch: TokenWatch, token: string, at: number) => void>> = {
  '&': seeAnchor,
  '*': seeAlias,
  '!': seeTag,
  '%': seeDirective,
  '"': seeQuoted,
  "'": seeQuoted,
  '[': seeOpening,
  '{': seeOpening,
  ']': seeClosing,
  '}': seeClosing,
};

const sharing = 'write the value out, or put what policies share into a Profile';

function seeAnchor(watch: TokenWatch, token: string, at: number): void {
  report(
    watch,
    'alias-not-allowed',
    `anchors must not be used, got \`${shorten(token)}\``,
    at,
    token,
    sharing,
  );
}

function seeAlias(watch: TokenWatch, token: string, at: number): void {
  report(
    watch,
    'alias-not-allowed',
    `aliases must not be used, got \`${shorten(token)}\``,
    at,
    token,
    sharing,
  );
}

function seeTag(watch: TokenWatch, token: string, at: number): void {
  const help = 'remove it; put the value in quotes if it is a text';
  report(
    watch,
    'tag-not-allowed',
    `tags must not be used, got \`${shorten(token)}\``,
    at,
    token,
    help,
  );
}

function seeDirective(watch: TokenWatch, token: string, at: number): void {
  if (isYaml12(token)) return;
  const message = `a directive must be \`%YAML 1.2\`, got \`${shorten(token)}\``;
  report(watch, 'yaml-syntax', message, at, token, 'remove the line; policies are YAML 1.2');
}

function seeQuoted(watch: TokenWatch, token: string, at: number): void {
  if (isClosed(token)) return;
  const line = /^[^\r\n]*/.exec(token)?.[0] ?? token;
  const quote = token[0] === '"' ? 'double' : 'single';
  const message = `a text in ${quote} quotes must end with a ${quote} quote`;
  report(
    watch,
    'yaml-syntax',
    message,
    at,
    line,
    'add the quote; the lines of a longer text must be indented below its key',
  );
  watch.settled.push({ start: at, end: at + token.length + 1 });
}

function isClosed(token: string): boolean {
  // Within single quotes every quote is doubled, so a closed text holds an even number of them.
  if (token[0] === "'") return token.split("'").length % 2 === 1;
  if (token.length < 2 || !token.endsWith('"')) return false;
  let backslashes = 0;
  while (token[token.length - 2 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 0;
}

function seeOpening({ brackets }: TokenWatch, token: string, at: number): void {
  brackets.push({ text: token, at });
}

function seeClosing(watch: TokenWatch, token: string, at: number): void {
  const opening = watch.brackets.pop();
  if (!opening) {
    report(
      watch,
      'yaml-syntax',
      `\`${token}\` must close a \`${partner(token)}\`, and none is open`,
      at,
      token,
      'put the text in quotes, or remove the bracket',
    );
    const end = watch.source.text.indexOf('\n', at);
    watch.settled.push({ start: at, end: end === -1 ? Infinity : end });
  } else if (opening.text !== partner(token)) {
    report(
      watch,
      'yaml-syntax',
      `\`${opening.text}\` must be closed by \`${partner(opening.text)}\`, got \`${token}\``,
      at,
      token,
    );
    watch.settled.push({ start: opening.at, end: at + 2 });
  }
}

function seeUnclosed(watch: TokenWatch, at: number): void {
  const innermost = watch.brackets.at(-1);
  const outermost = watch.brackets[0];
  if (!(innermost && outermost)) return;
  const { text } = innermost;
  const help = 'close it; all of its lines must be indented below its key';
  report(
    watch,
    'yaml-syntax',
    `\`${text}\` must be closed by \`${partner(text)}\``,
    innermost.at,
    text,
    help,
  );
  watch.settled.push({ start: outermost.at, end: at + 2 });
  watch.brackets.length = 0;
}

function partner(bracket: string): string {
  return ({ '[': ']', '{': '}', ']': '[', '}': '{' } as Record<string, string>)[bracket] ?? '';
}

function report(
  watch: TokenWatch,
  code: Code,
  message: string,
  at: number,
  marked: string,
  help?: string,
): void {
  const span = { start: at, end: at + marked.length };
  watch.diagnostics.push(diagnose(code, message, { source: watch.source, span, help }));
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
