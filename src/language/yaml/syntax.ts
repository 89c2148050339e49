import type { YAMLError } from 'yaml';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/report.ts';
import type { Source, Span } from '../../model/source.ts';

/** Says in our own words what a complaint of the YAML package means, at the place it means. */
export function explainSyntax(error: YAMLError, source: Source): Diagnostic {
  const rule =
    rules.find(({ code, like }) => code === error.code && (!like || like.test(error.message))) ??
    fallback;
  const span = (rule.mark ?? markRest)(source.text, error.pos);
  const marked = source.text.slice(span.start, span.end);
  const got = rule.showsFound === false || marked === '' ? '' : `, got \`${shorten(marked)}\``;
  return diagnose('yaml-syntax', `${rule.sentence}${got}`, { source, span, help: rule.help });
}

interface SyntaxRule {
  readonly code: YAMLError['code'];
  /** Tells apart what the package files under one code; raw material, never shown. */
  readonly like?: RegExp;
  readonly sentence: string;
  readonly help?: string;
  readonly showsFound?: false;
  readonly mark?: (text: string, pos: readonly [number, number]) => Span;
}

const quoteIt = 'put the whole text in quotes';
const indentIt = 'check the indentation of this line';

const fallback: SyntaxRule = {
  code: 'IMPOSSIBLE',
  sentence: 'a policy must be YAML 1.2',
  help: 'check this line and the one above it',
};

const rules: readonly SyntaxRule[] = [
  {
    code: 'TAB_AS_INDENT',
    sentence: 'a line must be indented with spaces, got a tab',
    help: 'replace the tab with spaces',
    showsFound: false,
    mark: markTab,
  },
  {
    code: 'BAD_SCALAR_START',
    sentence: 'a text with this first character must be in quotes',
    help: quoteIt,
  },
  {
    code: 'BAD_DQ_ESCAPE',
    sentence: 'a backslash in double quotes must start an escape that YAML knows',
    help: 'write \\\\ for a backslash, or use single quotes',
    mark: markEscape,
  },
  {
    code: 'BLOCK_AS_IMPLICIT_KEY',
    like: /sequence/,
    sentence: 'a key must be a text',
    help: indentIt,
  },
  {
    code: 'BLOCK_AS_IMPLICIT_KEY',
    sentence: 'the value of a key must be one value, or fields on lines of their own',
    help: 'put a text that holds ": " in quotes, and check the indentation of the next line',
  },
  {
    code: 'MULTILINE_IMPLICIT_KEY',
    sentence: 'a key must stand on one line with its colon',
    help: indentIt,
  },
  {
    code: 'KEY_OVER_1024_CHARS',
    sentence: 'a key must have at most 1024 characters',
    showsFound: false,
  },
  {
    code: 'BLOCK_IN_FLOW',
    sentence: 'between brackets the entries must be separated by commas',
    help: 'add the comma, or write one entry a line without brackets',
  },
  {
    code: 'BAD_INDENT',
    like: /must be (?:sufficiently )?indented/,
    sentence: 'a value must be indented deeper than its key',
    help: indentIt,
  },
  {
    code: 'BAD_INDENT',
    sentence: 'a line must start in the same column as the lines it belongs with',
    help: indentIt,
  },
  {
    code: 'MISSING_CHAR',
    like: /^Comments/,
    sentence: 'a comment must have a space before its #',
    help: 'add the space, or put the text in quotes',
  },
  {
    code: 'MISSING_CHAR',
    like: /followed by map values/,
    sentence: 'a key must be followed by a colon and a space',
    help: 'write it as `key: value`',
  },
  {
    code: 'MISSING_CHAR',
    like: /directives-end marker$/,
    sentence: '--- must stand on a line of its own',
    help: 'put what follows on the next line',
  },
  {
    code: 'MISSING_CHAR',
    like: /doc-start indicator/,
    sentence: 'a directive must be followed by a line ---',
    help: 'remove the directive; policies are YAML 1.2',
  },
  {
    code: 'MISSING_CHAR',
    like: /^Missing , (?:or : )?between/,
    sentence: 'between brackets the entries must be separated by commas',
    help: 'add the comma',
  },
  {
    code: 'MISSING_CHAR',
    like: /space after :/,
    sentence: 'a colon must be followed by a space',
    help: 'add the space',
  },
  {
    code: 'MISSING_CHAR',
    like: /Sequence item/,
    sentence: 'each item of a list must start with "- "',
    help: indentIt,
  },
  {
    code: 'MISSING_CHAR',
    like: /leading empty lines/,
    sentence: 'the empty lines before a text must not be indented deeper than it',
    help: 'remove the spaces from the empty lines',
  },
  {
    code: 'UNEXPECTED_TOKEN',
    like: /, in flow/,
    sentence: 'between brackets each comma must follow an entry',
    help: 'remove the comma',
  },
  {
    code: 'UNEXPECTED_TOKEN',
    like: /empty item/,
    sentence: 'between brackets each entry must be a value',
    help: 'remove the comma',
  },
  {
    code: 'UNEXPECTED_TOKEN',
    like: /same line with key/,
    sentence: 'a list must start on the line below its key',
    help: 'put each item on a line of its own, or the list in brackets',
  },
  {
    code: 'UNEXPECTED_TOKEN',
    like: /^Block scalar header/,
    sentence: 'the sign | or > must be the last on its line',
    help: 'put the text on the lines below, or in quotes',
  },
  {
    code: 'UNEXPECTED_TOKEN',
    sentence: 'nothing but a comment must follow a value that is complete',
    help: `${quoteIt}, or check the indentation of this line`,
  },
];

/** From the first thing written at or after the place to the end of its line. */
function markRest(text: string, [from]: readonly [number, number]): Span {
  const start = skipBlank(text, from);
  // At the end of the file there is nothing to mark but the place itself.
  if (start >= text.length) return { start: from, end: from };
  const newline = text.indexOf('\n', start);
  const line = text.slice(start, newline === -1 ? text.length : newline);
  const comment = line.search(/[ \t]#/);
  const rest = (comment === -1 ? line : line.slice(0, comment)).trimEnd();
  return { start, end: start + Math.max(1, rest.length) };
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (' \t\r\n#'.includes(text[at] ?? 'x')) {
    // A # right after something else is what is wrong, not a comment.
    if (text[at] === '#' && at === from) break;
    if (text[at] === '#') at = text.indexOf('\n', at);
    if (at === -1) return text.length;
    at += 1;
  }
  return at;
}

function markTab(text: string, [from]: readonly [number, number]): Span {
  const start = Math.max(from, text.indexOf('\t', from));
  return { start, end: start + 1 };
}

function markEscape(text: string, [from]: readonly [number, number]): Span {
  const pattern = /\\(?:x[0-9a-fA-F]{0,2}|u[0-9a-fA-F]{0,4}|U[0-9a-fA-F]{0,8}|.)?/suy;
  pattern.lastIndex = from;
  return { start: from, end: from + Math.max(1, pattern.exec(text)?.[0].length ?? 1) };
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
