import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { DocumentRef, Path } from '../../model/source.ts';
import { type Context, complain, complainAt } from '../place.ts';
import { isLabelKey, isLabelValue } from './names.ts';

type Labels = Readonly<Record<string, string>>;

interface Fault {
  readonly code: 'invalid-label' | 'label-owned';
  readonly key: string;
  readonly at: 'key' | 'value';
  /** What follows the field in the message. */
  readonly rule: string;
  readonly help?: string;
}

/** Reports labels of a spec that the API server would refuse. */
export function reportLabels(context: Context, path: Path, labels: Labels = {}): void {
  say(context, path, labelFaults(labels));
}

/** Reports labels of a spec that would go onto our objects, and lose there against those that Roster sets. */
export function reportOwnedLabels(context: Context, path: Path, labels: Labels = {}): void {
  say(context, path, ownedFaults(labels));
}

/** Reports annotations of a spec that the API server would refuse. */
export function reportAnnotations(context: Context, path: Path, annotations: Labels = {}): void {
  say(context, path, [...annotationFaults(annotations), ...meaningFaults(annotations)]);
}

/** Reports labels and annotations of a document's metadata that the API server would refuse, or Roster overwrite. */
export function reportMetadata(
  context: { readonly document: DocumentRef; readonly diagnostics: Diagnostic[] },
  { labels = {}, annotations = {} }: { readonly labels?: Labels; readonly annotations?: Labels },
): void {
  const faults = {
    labels: [...labelFaults(labels), ...ownedFaults(labels)],
    annotations: annotationFaults(annotations),
  };
  for (const field of ['labels', 'annotations'] as const) {
    for (const { code, key, at, rule, help } of faults[field]) {
      const message = `\`metadata.${field}[${JSON.stringify(key)}]\` ${rule}`;
      complainAt(context, code, ['metadata', field, key], message, { at, help });
    }
  }
}

/** Tells whether a label is one that Roster sets on its objects itself. */
export function isOwnedLabel(key: string): boolean {
  return owned.has(key) || key.startsWith('roster.dev/');
}

const owned: ReadonlySet<string> = new Set([
  'app.kubernetes.io/name',
  'app.kubernetes.io/managed-by',
  'app.kubernetes.io/part-of',
]);

function say(context: Context, path: Path, faults: readonly Fault[]): void {
  for (const { code, key, at, rule, help } of faults) {
    complain(context, code, [...path, key], (field) => `${field} ${rule}`, { at, help });
  }
}

const keyRule =
  'at most 63 letters, digits, -, _ and ., with a DNS name and / before it if you like';

function labelFaults(labels: Labels): readonly Fault[] {
  return Object.entries(labels).flatMap(([key, value]): readonly Fault[] => {
    const code = 'invalid-label';
    if (!isLabelKey(key)) return [{ code, key, at: 'key', rule: `must be a label: ${keyRule}` }];
    if (isLabelValue(value)) return [];
    const rule = `must be a label's value: at most 63 letters, digits, -, _ and ., got ${JSON.stringify(value)}`;
    return [{ code, key, at: 'value', rule }];
  });
}

/** The domain of an annotation may be in capitals, that of a label may not. */
function annotationFaults(annotations: Labels): readonly Fault[] {
  const unnamed = Object.keys(annotations).filter((key) => !isLabelKey(key.toLowerCase()));
  return [
    ...unnamed.map((key): Fault => {
      return { code: 'invalid-label', key, at: 'key', rule: `must be an annotation: ${keyRule}` };
    }),
    ...sizeFaults(annotations),
  ];
}

/** Half of what Kubernetes gives an object: a podTemplate may add the other half, and tools write there too. */
const mostBytes = 131_072;

function sizeFaults(annotations: Labels): readonly Fault[] {
  let bytes = 0;
  for (const [key, value] of Object.entries(annotations)) {
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
    if (bytes <= mostBytes) continue;
    const rule = `must leave the annotations together at most ${mostBytes} bytes, half of what Kubernetes takes, got ${bytes} up to here`;
    return [{ code: 'invalid-label', key, at: 'key', rule, help: 'put it into a ConfigMap' }];
  }
  return [];
}

interface Misplaced {
  readonly key: RegExp;
  readonly rule: string;
  readonly help: string;
}

/** Annotations that the API server drops, warns of, or reads by rules of their own. */
const misplaced: readonly Misplaced[] = [
  {
    key: /^(.+\.)?(alpha|beta)\.kubernetes\.io\//,
    rule: 'must not be an annotation of older Kubernetes, which is a field today or nothing',
    help: 'write the field, if there is one, into `spec.worker.podTemplate`',
  },
  {
    key: /^kubernetes\.io\/enforce-mountable-secrets$/,
    rule: 'must not be an annotation that Kubernetes has deprecated',
    help: 'keep Secrets apart by namespaces',
  },
  {
    key: /^kubernetes\.io\/config\./,
    rule: 'must not be an annotation that kubelets keep to themselves',
    help: 'remove it',
  },
];

/** What is an annotation by its form, and means something to Kubernetes that it must not mean here. */
function meaningFaults(annotations: Labels): readonly Fault[] {
  return Object.entries(annotations).flatMap(([key, value]): readonly Fault[] => {
    const code = 'invalid-label';
    const wrong = misplaced.find((one) => one.key.test(key));
    if (wrong !== undefined) return [{ code, key, at: 'key', rule: wrong.rule, help: wrong.help }];
    if (key !== 'controller.kubernetes.io/pod-deletion-cost' || isCost(value)) return [];
    const rule = `must be a whole number of 32 bits, got ${JSON.stringify(value)}`;
    return [{ code, key, at: 'value', rule }];
  });
}

function isCost(text: string): boolean {
  return /^(0|-?[1-9]\d{0,9})$/.test(text) && Number(text) === (Number(text) | 0);
}

function ownedFaults(labels: Labels): readonly Fault[] {
  return Object.keys(labels)
    .filter(isOwnedLabel)
    .map((key) => ({
      code: 'label-owned',
      key,
      at: 'key',
      rule: 'is a label that Roster keeps to itself',
      help: 'remove it, or put what it says into a label of your own, like `example.org/team`',
    }));
}
