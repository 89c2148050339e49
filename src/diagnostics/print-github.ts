import type { Diagnostic } from './diagnostic.ts';
import { regionOf } from './region.ts';
import { makeVisible } from './visible.ts';

/** Prints one workflow command a diagnostic, which GitHub Actions shows beside the line in the pull request. */
export function printGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((one) => `${annotation(one)}\n`).join('');
}

function annotation(diagnostic: Diagnostic): string {
  const { severity, code, message, help } = diagnostic;
  const properties = { ...placeOf(diagnostic), title: code };
  const list = Object.entries(properties).map(
    ([key, value]) => `${key}=${escapeProperty(`${value}`)}`,
  );
  const text = [message, ...(help === undefined ? [] : [`help: ${help}`])].map(makeVisible);
  return `::${severity} ${list.join(',')}::${escapeData(text.join('\n'))}`;
}

function placeOf(diagnostic: Diagnostic): Readonly<Record<string, string | number>> {
  if (!diagnostic.source) return {};
  const file = makeVisible(diagnostic.source.path);
  const region = regionOf(diagnostic);
  if (!region) return { file };
  const { line, column, endLine, endColumn } = region;
  // GitHub refuses columns for an annotation of several lines.
  return line === endLine
    ? { file, line, endLine, col: column, endColumn }
    : { file, line, endLine };
}

/** The runner splits commands at line breaks; these three are all it turns back in a message. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
