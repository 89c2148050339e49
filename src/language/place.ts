import type { Code } from '../diagnostics/codes.ts';
import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts';
import { diagnose } from '../diagnostics/report.ts';
import { type Layer, originOf } from '../model/origin.ts';
import { type DocumentRef, formatPath, type Path } from '../model/source.ts';
import { locate } from './yaml/locate.ts';

/** A policy under check: where it stands, the layers of its spec, and the list that takes what is wrong with it. */
export interface Context {
  readonly document: DocumentRef;
  readonly layers: readonly Layer[];
  readonly diagnostics: Diagnostic[];
  /** The field of the spec that holds the pod under check, where it is not `worker`, as the rules of a pod call it. */
  readonly pod?: string | undefined;
}

export interface Remark {
  /** What is marked: the value, or the key it stands under. */
  readonly at?: 'key' | 'value' | undefined;
  readonly help?: string | undefined;
  readonly severity?: Severity | undefined;
}

/**
 * Reports something about the value at `path` of the spec, at the file and line that wrote it: policy, profile or
 * override. A value that nobody wrote is reported at the nearest field above it that somebody did.
 */
export function complain(
  context: Context,
  code: Code,
  path: Path,
  say: (field: string) => string,
  remark: Remark = {},
): void {
  const place = placeOf(context, spelt(context, path));
  const exact = place.reached === path.length;
  const field = formatPath(exact ? place.path : [...place.path, ...path.slice(place.reached)]);
  context.diagnostics.push(
    diagnose(code, say(`\`${field}\``), {
      source: place.document.source,
      span: locate(place.document, place.path, exact ? (remark.at ?? 'value') : 'key'),
      help: remark.help,
      severity: remark.severity,
    }),
  );
}

/** Reports something about a place of one document, such as its metadata. */
export function complainAt(
  context: Pick<Context, 'document' | 'diagnostics'>,
  code: Code,
  path: Path,
  message: string,
  remark: Remark = {},
): void {
  const { document } = context;
  context.diagnostics.push(
    diagnose(code, message, {
      source: document.source,
      span: locate(document, path, remark.at ?? 'value'),
      help: remark.help,
      severity: remark.severity,
    }),
  );
}

/** The name of the field at `path` of the spec, for messages that name a second place: `spec.worker.ports`. */
export function fieldName(context: Context, path: Path): string {
  return formatPath(['spec', ...spelt(context, path)]);
}

function spelt({ pod }: Context, path: Path): Path {
  return pod !== undefined && path[0] === 'worker' ? [pod, ...path.slice(1)] : path;
}

/** Where the value at `path` of the spec was written: `policies/pool.yaml:12`, for messages that name a second place. */
export function lineOf(document: DocumentRef): string {
  return `${document.source.path}:${document.line}`;
}

interface Place {
  readonly document: DocumentRef;
  readonly path: Path;
  /** How many steps of the path asked for exist in that document. */
  readonly reached: number;
}

function placeOf({ document, layers }: Context, path: Path): Place {
  for (let reached = path.length; reached > 0; reached--) {
    const origin = originOf(layers, path.slice(0, reached));
    if (origin.from !== 'default' && origin.from !== 'derived') {
      return { document: origin.document, path: origin.path, reached };
    }
  }
  return { document, path: ['spec'], reached: 0 };
}
