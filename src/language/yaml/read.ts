import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/report.ts';
import type { Source } from '../../model/source.ts';
import { reportAmbiguous } from './ambiguous.ts';
import type { PolicyDocument } from './document.ts';
import { readFast } from './fast.ts';
import { parseFull } from './full.ts';

/** The largest policy file, in bytes of UTF-8. */
export const largestFile = 1024 * 1024;

/**
 * Reads the documents of a file and reports everything that is wrong with its YAML. A document with errors is left out;
 * one whose only fault is a text that YAML 1.1 takes for something else is not, since its value is certain.
 */
export function readSource(source: Source): {
  readonly documents: readonly PolicyDocument[];
  readonly diagnostics: readonly Diagnostic[];
} {
  // UTF-8 takes at least one byte a unit, so only texts near the limit need counting.
  if (source.text.length > largestFile || Buffer.byteLength(source.text) > largestFile) {
    return { documents: [], diagnostics: [reportSize(source)] };
  }
  const fast = readFast(source.text);
  if (fast)
    return { documents: fast.map((one, index) => ({ source, index, ...one })), diagnostics: [] };
  return readFull(source);
}

/** Reports a file over the limit; names no place, since nobody looked inside. */
export function reportSize(source: Source): Diagnostic {
  return diagnose('file-too-large', 'a policy file must be at most 1 MiB, and this one is larger', {
    source: { path: source.path, text: '' },
    help: 'split it, or move it out of the policy folder',
  });
}

function readFull(source: Source): ReturnType<typeof readSource> {
  const { documents, diagnostics } = parseFull(source);
  const whole = documents.flatMap(({ line, value }, index) =>
    value === undefined ? [] : [{ source, index, line, value }],
  );
  const ambiguous = documents.flatMap((_, index) => reportAmbiguous({ source, index }));
  return { documents: whole, diagnostics: [...diagnostics, ...ambiguous] };
}
