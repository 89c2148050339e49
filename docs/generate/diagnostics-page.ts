import { existsSync, readFileSync } from 'node:fs';
import { codes } from '../../src/diagnostics/codes.ts';
import { block, code, header, table } from './markdown.ts';

const fixtures = new URL('../../test/fixtures/policies/', import.meta.url);

/** The page of all diagnostics. A heading is the code itself, so that its anchor is known to who has the code. */
export function diagnosticsPage(): string {
  const all = Object.entries(codes);
  return [
    header,
    '# Diagnostics\n',
    '`roster check` says what is wrong, where, and what to do. An error stops the compile, a warning does not.\n',
    table(
      ['Code', 'Severity', 'Meaning'],
      all.map(([name, { severity, title }]) => [`[${code(name)}](#${name})`, severity, title]),
    ),
    ...all.map(([name, { severity, title, help }]) =>
      [`## ${name}\n`, `**${severity}**: ${title}. ${help}\n`, ...report(name)].join('\n'),
    ),
  ].join('\n');
}

/** What `roster check` prints for the policies that the tests keep for this code. */
function report(name: string): readonly string[] {
  const path = new URL(`${name}/report.txt`, fixtures);
  return existsSync(path) ? [block('text', readFileSync(path, 'utf8'))] : [];
}
