import {
  Composer,
  type CST,
  type Document,
  isScalar,
  Lexer,
  type ParsedNode,
  Parser,
  type YAMLError,
} from 'yaml';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/report.ts';
import type { Json } from '../../model/json.ts';
import type { Source, Span } from '../../model/source.ts';
import { findCharacters } from './characters.ts';
import { convert } from './convert.ts';
import { findLines, type Lines, lineAt } from './lines.ts';
import { explainSyntax } from './syntax.ts';
import { isYaml12, seeEnd, seeToken, type TokenWatch, watchTokens } from './tokens.ts';

/** A document as the `yaml` package sees it: no `root` when its syntax is broken, no `value` when it has any error. */
export interface ParsedDocument {
  readonly line: number;
  readonly root?: ParsedNode | null;
  readonly value?: Json;
}

/** Everything the `yaml` package says about a file, in our words. `documents` are those with content, in order. */
export interface ParsedFile {
  readonly documents: readonly ParsedDocument[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads any YAML 1.2. Slow (0.7 ms a policy), so a source is parsed at most once: keep the same object. */
export function parseFull(source: Source): ParsedFile {
  const known = parsed.get(source);
  if (known) return known;
  const lines = findLines(source.text);
  const parts = findStretches(source.text).map((stretch) => parseStretch(source, stretch, lines));
  const file = {
    documents: parts.flatMap(({ documents }) => documents),
    diagnostics: parts.flatMap(({ diagnostics }) => diagnostics),
  };
  parsed.set(source, file);
  return file;
}

const parsed = new WeakMap<Source, ParsedFile>();

const options = {
  version: '1.2',
  stringKeys: true,
  uniqueKeys: false,
  strict: true,
  merge: false,
  prettyErrors: false,
  intAsBigInt: true,
  logLevel: 'silent',
} as const;

/** The package's stack ends somewhere in the thousands; a policy ends at ten. */
const deepest = 100;

/** A document with more mistakes of one sort than this is no policy; the rest of them is not looked at. */
const mostReported = 100;

/** Cut at the `---` lines, so that an open quote or bracket spoils no document but its own. */
function findStretches(text: string): readonly Span[] {
  const stretches: Span[] = [];
  let start = text.startsWith('\ufeff') ? 1 : 0;
  for (let at = text.indexOf('\n---', start); at !== -1; at = text.indexOf('\n---', at + 1)) {
    if (!/[ \t\r\n]/.test(text[at + 4] ?? '\n')) continue;
    stretches.push({ start, end: at + 1 });
    start = at + 1;
  }
  stretches.push({ start, end: text.length });
  return stretches.filter((one) =>
    /[^ \t\r\n]/.test(text.slice(one.start, one.end).replace(/^---/, '')),
  );
}

function parseStretch(source: Source, stretch: Span, lines: Lines): ParsedFile {
  const characters = findCharacters(source, stretch.start, stretch.end);
  // The package uses control characters as its own signs and must not see them.
  if (characters.length > 0) return spoilt(stretch, lines, characters);
  const watch = watchTokens(source);
  const composed = withoutStackTraces(() => compose(source, stretch, watch));
  if (!composed) return spoilt(stretch, lines, watch.diagnostics);
  seeEnd(watch, stretch.end);
  const syntax = explainErrors(composed, watch, lines);
  const found = [...watch.diagnostics, ...syntax];
  const isSound = found.every(({ code }) => code !== 'yaml-syntax');
  const documents: ParsedDocument[] = [];
  const diagnostics = [...found];
  for (const document of composed.filter(hasContent)) {
    const { value, diagnostics: own } = convert(document.contents, source, lines);
    const isWhole = found.length === 0 && own.length === 0;
    const line = lineAt(lines, document.contents?.range?.[0] ?? stretch.start);
    documents.push({
      line,
      ...(isSound && { root: document.contents }),
      ...(isWhole && { value }),
    });
    const news = own.filter(({ span }) => span && !isSettled(watch, span.start));
    diagnostics.push(...news.slice(0, mostReported));
  }
  return { documents, diagnostics };
}

/** A stretch that could not be parsed still counts as a document, so that the next one keeps its number. */
function spoilt({ start }: Span, lines: Lines, diagnostics: readonly Diagnostic[]): ParsedFile {
  return { documents: [{ line: lineAt(lines, start) }], diagnostics };
}

function compose(
  source: Source,
  { start, end }: Span,
  watch: TokenWatch,
): Document.Parsed[] | undefined {
  const parser = new Parser();
  parser.offset = start;
  const composer = new Composer(options);
  const documents: Document.Parsed[] = [];
  for (const token of new Lexer().lex(source.text.slice(start, end))) {
    seeToken(watch, token, parser.offset);
    for (const node of parser.next(token)) {
      if (isWelcome(node)) documents.push(...composer.next(node));
    }
    if (parser.stack.length > deepest) watch.diagnostics.push(reportDepth(source, parser.offset));
    if (parser.stack.length > deepest || watch.diagnostics.length >= mostReported) return undefined;
  }
  for (const node of parser.end()) documents.push(...composer.next(node));
  documents.push(...composer.end());
  return documents;
}

/** The package makes an Error for each complaint; a broken megabyte would spend 15 s on stack traces nobody reads. */
function withoutStackTraces<T>(work: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** Only `%YAML 1.2` is let through: another version would change what the values mean. */
function isWelcome(token: CST.Token): boolean {
  return token.type !== 'directive' || isYaml12(token.source);
}

function reportDepth(source: Source, offset: number): Diagnostic {
  const span = { start: offset - 1, end: offset };
  return diagnose('yaml-syntax', `lists and maps must be nested at most ${deepest} deep`, {
    source,
    span,
    help: 'a policy never needs this; check the brackets and dashes of this line',
  });
}

/** One sentence a line: the package's second complaint about a line follows from its first. */
function explainErrors(
  documents: readonly Document.Parsed[],
  watch: TokenWatch,
  lines: Lines,
): readonly Diagnostic[] {
  const explained: Diagnostic[] = [];
  const taken = new Set(watch.diagnostics.map(({ span }) => lineAt(lines, span?.start ?? 0)));
  for (const error of documents.flatMap(({ errors }) => errors)) {
    if (repeated.has(error.code) || isSettled(watch, error.pos[0])) continue;
    const diagnostic = explainSyntax(error, watch.source);
    const line = lineAt(lines, diagnostic.span?.start ?? 0);
    if (taken.has(line)) continue;
    if (explained.length === mostReported) break;
    taken.add(line);
    explained.push(diagnostic);
  }
  return explained;
}

/** Said better by `tokens.ts` or `convert.ts`. */
const repeated: ReadonlySet<YAMLError['code']> = new Set<YAMLError['code']>([
  'ALIAS_PROPS',
  'BAD_ALIAS',
  'BAD_COLLECTION_TYPE',
  'BAD_DIRECTIVE',
  'BAD_PROP_ORDER',
  'MULTIPLE_ANCHORS',
  'MULTIPLE_TAGS',
  'NON_STRING_KEY',
  'TAG_RESOLVE_FAILED',
]);

function isSettled({ settled }: TokenWatch, offset: number): boolean {
  return settled.some(({ start, end }) => offset >= start && offset <= end);
}

function hasContent({ contents, errors }: Document.Parsed): boolean {
  const isEmpty = isScalar(contents) && contents.source === '' && contents.value === null;
  return !isEmpty || errors.length > 0 || Boolean(contents.tag || contents.anchor);
}
