import type { Code } from '../../src/diagnostics/codes.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { diagnose } from '../../src/diagnostics/report.ts';

/** Makes a diagnostic from a text that has its mark written into it: `cool«dwn»`. */
export function marked(
  text: string,
  place: { path?: string; help?: string; code?: Code; message?: string } = {},
): Diagnostic {
  const {
    path = 'policies/a.yaml',
    help,
    code = 'wrong-value',
    message = 'must be a number',
  } = place;
  const start = text.indexOf('«');
  const end = text.indexOf('»') - 1;
  const source = { path, text: text.replace(/[«»]/g, '') };
  return diagnose(code, message, { source, span: { start, end }, help });
}
