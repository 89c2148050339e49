import type { Diagnostic, Severity } from './diagnostic.ts';
import { excerpt } from './excerpt.ts';
import { regionOf } from './region.ts';
import { makeVisible } from './visible.ts';

/** Prints reports for people, with the marked line under each and a count at the end; '' for none. */
export function printText(
  diagnostics: readonly Diagnostic[],
  options: { readonly color: boolean },
): string {
  if (diagnostics.length === 0) return '';
  const paint = options.color ? paintAnsi : paintNothing;
  const reports = diagnostics.map((one) => `${report(one, paint).join('\n')}\n\n`);
  return `${reports.join('')}${summary(diagnostics)}\n`;
}

type Paint = (text: string, ink: Ink) => string;
type Ink = Severity | 'bold' | 'gutter';

function report(diagnostic: Diagnostic, paint: Paint): string[] {
  const { code, severity, message, source, span, help } = diagnostic;
  const place = source ? `${paint(makeVisible(placeText(diagnostic)), 'bold')} ` : '';
  const heading = `${place}${paint(`${severity}[${code}]`, severity)}: ${makeVisible(message)}`;
  const shown = source && span ? excerpt(source, span) : undefined;
  const number = shown ? String(shown.line) : '';
  const gutter = ' '.repeat(Math.max(1, number.length));
  const lines = [heading];
  if (shown) {
    const marker = ' '.repeat(shown.indent) + paint('^'.repeat(shown.length), severity);
    lines.push(
      paint(`${gutter} |`, 'gutter'),
      `${paint(`${number} |`, 'gutter')}${shown.text && ` ${shown.text}`}`,
      `${paint(`${gutter} |`, 'gutter')} ${marker}`,
    );
  }
  if (help !== undefined) {
    lines.push(`${paint(`${gutter} =`, 'gutter')} ${paint('help', 'bold')}: ${makeVisible(help)}`);
  }
  return lines;
}

function placeText(diagnostic: Diagnostic): string {
  const path = diagnostic.source?.path ?? '';
  const region = regionOf(diagnostic);
  return region ? `${path}:${region.line}:${region.column}:` : `${path}:`;
}

function summary(diagnostics: readonly Diagnostic[]): string {
  return (['error', 'warning'] as const)
    .map((severity) => ({
      severity,
      count: diagnostics.filter((one) => one.severity === severity).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}${count === 1 ? '' : 's'}`)
    .join(', ');
}

const ansi: Record<Ink, string> = { error: '1;31', warning: '1;33', bold: '1', gutter: '34' };

function paintAnsi(text: string, ink: Ink): string {
  return `\u001b[${ansi[ink]}m${text}\u001b[0m`;
}

function paintNothing(text: string): string {
  return text;
}
