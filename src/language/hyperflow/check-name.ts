import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/report.ts';
import type { Place } from '../import/place.ts';
import { show } from '../validation/validate.ts';
import { isCoreText } from '../yaml/core-schema.ts';
import { readByYaml11 } from '../yaml/yaml11.ts';

/** Checks the name of the pool, out of which the operator makes a Prometheus record, an HPA and unquoted YAML. */
export function checkName(name: string, place: Place): readonly Diagnostic[] {
  const at = place(['metadata', 'name'], 'value');
  const broken = rules.find(({ breaks }) => breaks(name));
  if (broken !== undefined) {
    const message = `\`metadata.name\` must ${broken.rule}, got ${show(name)}`;
    return [diagnose('hyperflow-value', message, { ...at, help: broken.help(name) })];
  }
  const misread = readByYaml11(name) ?? (isCoreText(name) ? undefined : name);
  if (misread === undefined) return [];
  const message = `\`metadata.name\` must be a text to every reader, got ${show(name)}`;
  const help = `the operator writes it without quotes and then reads ${misread}; Roster quotes it`;
  return [diagnose('hyperflow-value', message, { ...at, help, severity: 'warning' })];
}

/** `keda-hpa-` and the name are a label value of at most 63 characters. */
const longest = 63 - 'keda-hpa-'.length;

const rules: readonly {
  readonly rule: string;
  readonly breaks: (name: string) => boolean;
  readonly help: (name: string) => string;
}[] = [
  {
    rule: 'have no dot',
    breaks: (name) => name.includes('.'),
    help: (name) => `${recordOf(name)}; write \`-\` instead`,
  },
  {
    rule: 'not start with a digit',
    breaks: (name) => /^\d/.test(name),
    help: (name) => `${recordOf(name)}; put a letter first`,
  },
  {
    rule: `have at most ${longest} characters`,
    breaks: (name) => name.length > longest,
    help: () =>
      'the operator names its ScaledObject like the pool, and KEDA refuses the name `keda-hpa-<pool>` above 63 characters',
  },
  {
    rule: 'be lower-case letters, digits and `-`, and start and end with a letter or digit',
    breaks: (name) => !/^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(name),
    help: () => 'the API server refuses other names',
  },
];

function recordOf(name: string): string {
  const record = name.replaceAll('-', '_');
  return `the operator names its recording rule \`${record}:replication_factor\`, which Prometheus refuses`;
}
