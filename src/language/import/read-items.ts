import { Document, isNode } from 'yaml';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/report.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import type { Path, Source } from '../../model/source.ts';
import type { PolicyDocument } from '../yaml/document.ts';
import { parseFull } from '../yaml/full.ts';
import { locate } from '../yaml/locate.ts';
import type { Place } from './place.ts';

/** One object of an input file: a document, or an item of a `List`. */
export interface Item {
  readonly document: PolicyDocument;
  readonly value: Json;
  readonly place: Place;
}

/**
 * Reads the documents of a file that was written for Helm or kubectl: unlike in policies, anchors, aliases and merge
 * keys are followed, and texts that YAML 1.1 reads differently are taken as they stand.
 */
export function readItems(source: Source): {
  readonly items: readonly Item[];
  readonly diagnostics: readonly Diagnostic[];
} {
  if (Buffer.byteLength(source.text) > mostBytes)
    return { items: [], diagnostics: [tooLarge(source)] };
  const { documents, diagnostics } = parseFull(source);
  const fatal = diagnostics.filter(({ code }) => !tolerated.has(code));
  if (fatal.length > 0) return { items: [], diagnostics: isHelm(source) ? [helm(source)] : fatal };
  const items: Item[] = [];
  for (const [index, { root, line }] of documents.entries()) {
    const value = toJson(root, source);
    if (value === undefined) return { items: [], diagnostics: [reportBomb(source)] };
    items.push(...expand({ source, index, line, value }, [], value));
  }
  return { items, diagnostics: [] };
}

/** As much as a policy file may hold: the reader takes its time. */
const mostBytes = 1_048_576;

function tooLarge({ path }: Source): Diagnostic {
  const message = 'a file to import must be at most 1 MiB, and this one is larger';
  return diagnose('file-too-large', message, {
    source: { path, text: '' },
    help: 'split it, and give all the parts in one command',
  });
}

const tolerated: ReadonlySet<string> = new Set(['alias-not-allowed', 'ambiguous-text']);

/** `undefined` when aliases multiply beyond reason. */
function toJson(root: unknown, source: Source): Json | undefined {
  const document = new Document(null, { version: '1.2', merge: true });
  document.contents = isNode(root) ? root : null;
  try {
    return document.toJS({ maxAliasCount: 100, reviver: toNumber }) as Json;
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw new Error(`reading the documents of ${source.path}`, { cause: error });
  }
}

function toNumber(_: unknown, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}

function reportBomb(source: Source): Diagnostic {
  const message = 'aliases must name an anchor above them and expand to at most a hundred copies';
  return diagnose('alias-not-allowed', message, { source, help: 'write the values out' });
}

function expand(document: PolicyDocument, path: Path, value: Json): readonly Item[] {
  if (value === null) return [];
  if (isObject(value) && value.kind === 'List' && Array.isArray(value.items)) {
    return value.items.flatMap((item: Json, index) =>
      expand(document, [...path, 'items', index], item),
    );
  }
  const place: Place = (below, at) => ({
    source: document.source,
    span: locate(document, [...path, ...below], at),
  });
  return [{ document, value, place }];
}

function isHelm({ text }: Source): boolean {
  return /\{\{.*\}\}/.test(text);
}

function helm(source: Source): Diagnostic {
  const start = source.text.indexOf('{{');
  const end = source.text.indexOf('}}', start) + 2;
  return diagnose('yaml-syntax', 'the file must be YAML, got a template of Helm', {
    source,
    span: { start, end },
    help: 'render it first, and import what `helm template` prints',
  });
}

/** Tells an object of one API group and kind from others. */
export function isKind(value: Json, group: string, kind: string): value is JsonObject {
  if (!isObject(value) || value.kind !== kind) return false;
  const { apiVersion } = value;
  return typeof apiVersion === 'string' && apiVersion.split('/').slice(0, -1).join('/') === group;
}
