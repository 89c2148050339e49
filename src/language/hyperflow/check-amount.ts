import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/report.ts';
import { parseQuantity, plainNumber } from '../../model/quantity.ts';
import { formatPath, type Path } from '../../model/source.ts';
import type { Place } from '../import/place.ts';
import { show } from '../validation/validate.ts';

/**
 * Checks one amount. Requests go into the operator's rule as they are written, so a unit that Kubernetes knows and
 * Prometheus does not is worth a warning there; limits only reach the container.
 */
export function checkAmount(
  value: string | number,
  path: Path,
  place: Place,
): readonly Diagnostic[] {
  const field = `\`${formatPath(path)}\``;
  const at = place(path, 'value');
  const amount = parseQuantity(value);
  if (amount === undefined) {
    const message = `${field} must be a Kubernetes quantity, got ${show(value)}`;
    return [diagnose('invalid-quantity', message, { ...at, help: `write ${exampleOf(path)}` })];
  }
  const plain = `${plainNumber(amount)}${unitOf(path)}`;
  if (typeof value === 'number') {
    const message = `${field} must be a text, got the number ${value}`;
    const help = `the API server refuses a bare number here; Roster reads it as ${plain}; put it in quotes`;
    return [diagnose('hyperflow-value', message, { ...at, help, severity: 'warning' })];
  }
  if (!path.includes('requests') || isPlain(value)) return [];
  const message = `${field} must be a plain number of ${unitOf(path).trim()}, got ${value}`;
  const help = `the operator copies it into its rule, which Prometheus does not parse (2.54 and later may read a time), so the pool never scales; Roster reads it as ${plain}`;
  return [diagnose('hyperflow-value', message, { ...at, help, severity: 'warning' })];
}

function isPlain(value: string): boolean {
  return /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value);
}

function unitOf(path: Path): string {
  return path.at(-1) === 'cpu' ? ' cores' : ' bytes';
}

function exampleOf(path: Path): string {
  return path.at(-1) === 'cpu' ? '"0.5"' : '"524288000"';
}
