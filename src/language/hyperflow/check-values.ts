import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/report.ts';
import { isObject } from '../../model/json.ts';
import { parseQuantity } from '../../model/quantity.ts';
import type { Place } from '../import/place.ts';
import { show } from '../validation/validate.ts';
import { checkAddresses } from './check-addresses.ts';
import { checkAmount } from './check-amount.ts';
import { checkName } from './check-name.ts';
import type { WrittenWorkerPool } from './pool.ts';

/** Checks what the operator's definition lets through and the operator, KEDA or Prometheus then trip over. */
export function checkValues(pool: WrittenWorkerPool, place: Place): readonly Diagnostic[] {
  const { metadata, spec } = pool;
  return [
    ...checkName(metadata.name, place),
    ...checkNamespace(metadata.namespace, place),
    ...checkCounts(spec, place),
    ...checkAddresses(spec, place),
    ...checkResources(spec, place),
    ...checkQueue(spec, place),
    ...checkEnvironment(spec, place),
  ];
}

function checkNamespace(namespace: string | undefined, place: Place): readonly Diagnostic[] {
  if (namespace === undefined || /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(namespace))
    return [];
  const message = `\`metadata.namespace\` must be lower-case letters, digits and \`-\`, got ${show(namespace)}`;
  return [diagnose('invalid-name', message, place(['metadata', 'namespace'], 'value'))];
}

function checkCounts(spec: WrittenWorkerPool['spec'], place: Place): readonly Diagnostic[] {
  const { minReplicaCount: min = 0, maxReplicaCount: max = 50 } = spec;
  const negative = Object.entries({ minReplicaCount: min, maxReplicaCount: max })
    .filter(([, count]) => count < 0)
    .map(([field, count]) =>
      diagnose(
        'wrong-value',
        `\`spec.${field}\` must be at least 0, got ${count}`,
        place(['spec', field], 'value'),
      ),
    );
  if (negative.length > 0) return negative;
  const at = place(
    ['spec', spec.maxReplicaCount === undefined ? 'minReplicaCount' : 'maxReplicaCount'],
    'value',
  );
  if (max === 0) {
    const message = '`spec.maxReplicaCount` must be at least 1, got 0';
    const help =
      'KEDA refuses the ScaledObject, so the pool never scales; to stop a pool, remove it';
    return [diagnose('hyperflow-value', message, { ...at, help })];
  }
  if (min <= max) return [];
  const message = `\`spec.maxReplicaCount\` must be at least \`spec.minReplicaCount\`, got ${max} and ${min}`;
  const help = 'KEDA refuses the ScaledObject, so the pool never scales';
  return [diagnose('min-over-max', message, { ...at, help })];
}

function checkResources(spec: WrittenWorkerPool['spec'], place: Place): readonly Diagnostic[] {
  const found = (['requests', 'limits'] as const).flatMap((part) =>
    Object.entries(spec.initialResources[part] ?? {}).flatMap(([name, amount]) =>
      checkAmount(amount, ['spec', 'initialResources', part, name], place),
    ),
  );
  const { cpu, memory } = spec.initialResources.requests;
  if (![cpu, memory].every((amount) => parseQuantity(amount)?.nano === 0n)) return found;
  const message = '`spec.initialResources.requests` must ask for some cpu or memory, got 0 and 0';
  const help =
    'without a request the number of workers that fit is infinite, and the operator never scales the pool';
  const at = place(['spec', 'initialResources', 'requests'], 'key');
  return [...found, diagnose('hyperflow-value', message, { ...at, help })];
}

/** The fork creates queues; Roster leaves them to engine and workers, so options would silently not hold. */
function checkQueue({ queue }: WrittenWorkerPool['spec'], place: Place): readonly Diagnostic[] {
  return (['durable', 'autoDelete', 'arguments'] as const)
    .filter((field) => queue?.[field] !== undefined && !isUsual(field, queue[field]))
    .map((field) => {
      const message = `\`spec.queue.${field}\` must be declared by engine and workers, since Roster makes no queues`;
      const help =
        'the worker declares the queue with durable: false and expires: 6000000, and RabbitMQ refuses a second declaration that differs';
      return diagnose('hyperflow-value', message, {
        ...place(['spec', 'queue', field], 'key'),
        help,
        severity: 'warning',
      });
    });
}

function isUsual(field: string, value: unknown): boolean {
  if (field === 'arguments') return isObject(value) && Object.keys(value).length === 0;
  return value === false;
}

function checkEnvironment(
  { env = [] }: WrittenWorkerPool['spec'],
  place: Place,
): readonly Diagnostic[] {
  return env.flatMap(({ name, value, valueFrom }, index) => {
    const path = ['spec', 'env', index] as const;
    if (!/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name)) {
      const message = `\`spec.env[${index}].name\` must be letters, digits, \`_\`, \`-\` and \`.\`, got ${show(name)}`;
      return [diagnose('wrong-value', message, place([...path, 'name'], 'value'))];
    }
    if (isObject(valueFrom) && Object.keys(valueFrom).length !== 1) {
      const message = `\`spec.env[${index}].valueFrom\` must have exactly one source`;
      return [diagnose('wrong-value', message, place([...path, 'valueFrom'], 'key'))];
    }
    if (value === undefined || valueFrom === undefined) return [];
    const message = `\`spec.env[${index}]\` must have either \`value\` or \`valueFrom\`, got both`;
    return [diagnose('conflicting-fields', message, place([...path, 'valueFrom'], 'key'))];
  });
}
