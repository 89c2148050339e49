import { isMap, isScalar, isSeq, type Pair, Scalar } from 'yaml';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/report.ts';
import { formatPath, type Path, type Source, type Span } from '../../model/source.ts';
import type { PolicyDocument } from './document.ts';
import { parseFull } from './full.ts';
import { spanOf } from './node-span.ts';
import { readByYaml11 } from './yaml11.ts';

/** A plain scalar that a reader of YAML 1.1 takes for something else than we do. */
export interface AmbiguousText {
  readonly path: Path;
  readonly at: 'key' | 'value';
  readonly span: Span;
  /** As written. */
  readonly text: string;
  /** What YAML 1.1 takes it for: `true`, `the number 750`, `a date`. */
  readonly readAs: string;
}

/** Lists the texts of a document that YAML 1.1 takes for something else. Numbers are not texts: see `spelling`. */
export function ambiguousTexts(document: PolicyDocument): readonly AmbiguousText[] {
  return find(document).filter(({ isText }) => isText);
}

/** Reports every text and number of a document that is not the same to every reader. */
export function reportAmbiguous(
  document: Pick<PolicyDocument, 'source' | 'index'>,
): readonly Diagnostic[] {
  return find(document).map((found) => toDiagnostic(found, document.source));
}

interface Found extends AmbiguousText {
  readonly isText: boolean;
  readonly value: unknown;
}

/** Refused as such by `convert.ts`. */
const mergeKey = '<<';

/** Field names that people do use and that only we read: a trigger `on`, the coordinates `x` and `y`, a count `n`. */
const knownKeys: ReadonlySet<string> = new Set(['on', 'y', 'n', mergeKey]);

function find({ source, index }: Pick<PolicyDocument, 'source' | 'index'>): readonly Found[] {
  const found: Found[] = [];
  visit(parseFull(source).documents[index]?.root, [], { text: source.text, found });
  return found;
}

interface Into {
  readonly text: string;
  readonly found: Found[];
}

function visit(node: unknown, path: Path, into: Into): void {
  if (isMap(node)) {
    for (const pair of node.items) visitPair(pair, path, into);
  } else if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) visit(item, [...path, index], into);
  } else if (isScalar(node)) see(node, path, 'value', into);
}

function visitPair({ key, value }: Pair, path: Path, into: Into): void {
  if (!isScalar(key)) return;
  const name = String(key.value);
  if (!knownKeys.has(name)) see(key, [...path, name], 'key', into);
  visit(value, [...path, name], into);
}

function see(node: Scalar, path: Path, at: AmbiguousText['at'], { text, found }: Into): void {
  if (node.type !== Scalar.PLAIN || node.tag) return;
  const span = spanOf(node, text);
  const written = node.source ?? '';
  const readAs = readByYaml11(written);
  if (readAs === undefined) return;
  const isText = typeof node.value === 'string';
  found.push({ path, at, span, text: written, readAs, isText, value: node.value });
}

function toDiagnostic(
  { path, at, span, text, readAs, isText, value }: Found,
  source: Source,
): Diagnostic {
  const subject =
    path.length === 0
      ? 'the document'
      : `${at === 'key' ? 'the key of ' : ''}\`${formatPath(path)}\``;
  const message = `${subject} must be one ${isText ? 'text' : 'number'} to every reader, got ${text}, which YAML 1.1 takes for ${readAs}`;
  const help = isText
    ? `put it in quotes: "${text}"`
    : `write ${value}, or put it in quotes if it is a text: "${text}"`;
  return diagnose('ambiguous-text', message, { source, span, help });
}
