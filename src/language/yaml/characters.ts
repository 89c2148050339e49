import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/report.ts';
import type { Source } from '../../model/source.ts';

/**
 * Reports characters that readers of YAML disagree on or forbid: controls, lone carriage returns, the line breaks that
 * only YAML 1.1 knows (they could end a comment early), lone surrogates, and byte-order marks inside the file.
 */
export function findCharacters(source: Source, start: number, end: number): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const match of source.text.slice(start, end).matchAll(forbidden)) {
    if (found.length === mostReported) break;
    const span = { start: start + match.index, end: start + match.index + 1 };
    found.push(diagnose('yaml-syntax', sentence(match[0]), { source, span, help: help(match[0]) }));
  }
  return found;
}

const forbidden =
  /* biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point */
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A binary file is one mistake, not a million. */
const mostReported = 20;

function sentence(character: string): string {
  if (character === '\r') return 'a line must end in LF or CRLF, got a lone CR';
  if (character === '\ufeff')
    return 'a byte-order mark must stand at the start of the file or nowhere, got one inside';
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return `a policy must be printable text, got the character U+${code}`;
}

function help(character: string): string {
  if (character === '\r') return 'save the file with LF line ends';
  if (character === '\ufeff') return 'remove it; editors do not show it';
  return 'remove it, or write it as an escape in double quotes';
}
