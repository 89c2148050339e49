import type { Test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { readText } from './document.ts';

export interface Case {
  readonly name: string;
  readonly text: string;
  /** Severity and code, marked text, message, help. */
  readonly found: readonly (readonly [string, string, string, string?])[];
}

/** Reads each text and compares all that is found, word for word; a pool is read exactly when nothing is an error. */
export function testFindings(test: Test, cases: readonly Case[]): void {
  for (const { name, text, found } of cases) {
    test(name, () => {
      const { pool, diagnostics } = readText(text);
      assert.equal(
        diagnostics.map(flat),
        found.map(([code, mark, message, help]) => [code, mark, message, help]),
      );
      assert.is(
        pool === undefined,
        found.some(([code]) => code.startsWith('error')),
      );
    });
  }
}

function flat({ severity, code, source, span, message, help }: Diagnostic) {
  return [`${severity}[${code}]`, source?.text.slice(span?.start, span?.end), message, help];
}
