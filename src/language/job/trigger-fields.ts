import type { Trigger } from '../../model/job-template.ts';
import type { Pod } from '../../model/pod.ts';
import type { Path } from '../../model/source.ts';
import { type Context, complain } from '../place.ts';
import type { WrittenJob } from '../schema/job-template.ts';

/** Checks fields outside of the trigger that it has no use for, cannot do without, or must not have. */
export function reportTriggerFields(
  context: Context,
  written: WrittenJob,
  { kind }: Trigger,
  worker: Pod,
): void {
  if (written.concurrency !== undefined && (kind === 'once' || kind === 'schedule')) {
    const instead = kind === 'once' ? 'there is one Job' : 'use `concurrencyPolicy` there';
    reportForeign(context, 'concurrency', kind, instead);
  }
  if (written.maxTimeout !== undefined && kind !== 'requests') {
    reportForeign(context, 'maxTimeout', kind, 'nobody asks for another timeout');
  }
  if (written.ttl !== undefined && kind === 'once') reportTtl(context);
  if (kind === 'requests') reportLimits(context, written, worker);
  else reportRequired(context, written);
  if (kind === 'requests') reportReserved(context, written);
}

function reportForeign(context: Context, field: string, kind: string, because: string): void {
  complain(
    context,
    'field-not-in-trigger',
    [field],
    (name) => `${name} has no meaning with trigger \`${kind}\`: ${because}`,
    { at: 'key', help: 'remove it' },
  );
}

function reportTtl(context: Context): void {
  complain(
    context,
    'ttl-on-once',
    ['ttl'],
    (field) =>
      `${field} must not be given with trigger \`once\`: GitOps would make the deleted Job anew, and it would run again`,
    { at: 'key', help: 'remove it; to do the work again change `spec.trigger.once.run`' },
  );
}

/** What strangers start must end, and must not take a node for itself. */
function reportLimits(context: Context, written: WrittenJob, { requests, limits }: Pod): void {
  const because = 'is required where requests start the job';
  const missing: readonly Path[] = [
    ...(written.timeout === undefined ? [['timeout']] : []),
    ...['cpu', 'memory']
      .filter((name) => !requests.has(name) && !limits.has(name))
      .map((name) => ['worker', 'resources', 'requests', name]),
  ];
  for (const path of missing) {
    complain(context, 'missing-field', path, (field) => `${field} ${because}`, { at: 'key' });
  }
}

function reportRequired(context: Context, { parameters = [] }: WrittenJob): void {
  for (const [index, { name, required }] of parameters.entries()) {
    if (required !== true) continue;
    complain(
      context,
      'parameter-without-value',
      ['parameters', index, 'required'],
      (field) => `${field} cannot be true: no request gives \`${name}\` its value`,
      { help: 'give it a `default` instead' },
    );
  }
}

/** Members of the old worker's requests that are not values for the work. */
const reserved = ['image', 'jobName', 'timeOut', 'template', 'idempotencyKey'];

function reportReserved(context: Context, { parameters = [], trigger }: WrittenJob): void {
  const isMstc = [trigger.queue, trigger.http].some((one) => one?.dialect === 'mstc');
  for (const [index, { name }] of parameters.entries()) {
    if (!isMstc || !reserved.includes(name)) continue;
    complain(
      context,
      'conflicting-fields',
      ['parameters', index, 'name'],
      (field) => `${field} must not be a word of dialect \`mstc\` itself, got "${name}"`,
      { help: `the dialect's own are ${reserved.join(', ')}` },
    );
  }
}
