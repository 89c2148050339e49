import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { DocumentRef, Path } from '../../model/source.ts';
import { type Context, complain, complainAt } from '../place.ts';

type Labels = Readonly<Record<string, string>>;

interface Fault {
  readonly key: string;
  readonly at: 'key' | 'value';
  readonly rule: string;
}

/** Reports labels of a spec that the API server would refuse. */
export function reportLabels(context: Context, path: Path, labels: Labels = {}): void {
  for (const { key, at, rule } of faultsOf(labels)) {
    complain(context, 'invalid-label', [...path, key], (field) => `${field} must be ${rule}`, {
      at,
    });
  }
}

/** Reports labels of a document's metadata that the API server would refuse. */
export function reportMetadataLabels(
  context: { readonly document: DocumentRef; readonly diagnostics: Diagnostic[] },
  labels: Labels = {},
): void {
  for (const { key, at, rule } of faultsOf(labels)) {
    const message = `\`metadata.labels[${JSON.stringify(key)}]\` must be ${rule}`;
    complainAt(context, 'invalid-label', ['metadata', 'labels', key], message, { at });
  }
}

const name = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const prefix = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

function faultsOf(labels: Labels): readonly Fault[] {
  return Object.entries(labels).flatMap(([key, value]): readonly Fault[] => {
    if (!isKey(key)) {
      return [
        {
          key,
          at: 'key',
          rule: 'a label: at most 63 letters, digits, -, _ and ., with a DNS name and / before it if you like',
        },
      ];
    }
    if (value === '' || name.test(value)) return [];
    const rule = `a label's value: at most 63 letters, digits, -, _ and ., got ${JSON.stringify(value)}`;
    return [{ key, at: 'value', rule }];
  });
}

function isKey(key: string): boolean {
  const slash = key.indexOf('/');
  return slash < 0
    ? name.test(key)
    : prefix.test(key.slice(0, slash)) && name.test(key.slice(slash + 1));
}
