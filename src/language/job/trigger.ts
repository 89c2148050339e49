import type { Environment } from '../../model/environment.ts';
import type { ScheduleTrigger, Trigger } from '../../model/job-template.ts';
import type { Identity } from '../../model/worker-pool.ts';
import { type Context, complain } from '../place.ts';
import { jobDefaults } from '../schema/job/defaults.ts';
import type { WrittenJob } from '../schema/job-template.ts';
import { inWords } from '../validation/schema-problem.ts';
import { readCron, readPositiveDuration, readTimezone } from '../values/values.ts';
import { readHistory } from './history.ts';
import { readKeda } from './keda.ts';
import { readRequests } from './requests.ts';

export type WrittenTrigger = WrittenJob['trigger'];

const names = ['once', 'schedule', 'keda', 'queue', 'http'] as const;

/** Reads `spec.trigger`; `undefined` when it is not one, or refers to nothing, which is reported. */
export function readTrigger(
  context: Context,
  identity: Identity,
  written: WrittenTrigger,
  environment: Environment,
): Trigger | undefined {
  const given = names.filter((name) => written[name] !== undefined);
  if (given.length > 1 && given.some((name) => name !== 'queue' && name !== 'http')) {
    complain(
      context,
      'conflicting-fields',
      ['trigger'],
      (field) => `${field} must have exactly one trigger, got ${inWords(given)}`,
      { at: 'key', help: 'only `queue` and `http` may stand together; write a policy for each' },
    );
    return undefined;
  }
  const { once, schedule, keda } = written;
  if (once !== undefined) return { kind: 'once', ...once };
  if (schedule !== undefined) return readSchedule(context, schedule);
  if (keda !== undefined) return readKeda(context, keda, environment);
  return readRequests(context, identity, written, environment);
}

function readSchedule(
  context: Context,
  written: NonNullable<WrittenTrigger['schedule']>,
): ScheduleTrigger {
  const at = (field: string) => ['trigger', 'schedule', field];
  const {
    timezone = jobDefaults.timezone,
    concurrencyPolicy = jobDefaults.concurrencyPolicy,
    startingDeadline: text = jobDefaults.startingDeadline,
  } = written;
  const startingDeadline = readPositiveDuration(context, at('startingDeadline'), text);
  if (startingDeadline > 0 && startingDeadline < 10_000) {
    complain(
      context,
      'wrong-value',
      at('startingDeadline'),
      (field) =>
        `${field} must be at least 10s, since Kubernetes looks every 10 seconds, got "${text}"`,
    );
  }
  return {
    kind: 'schedule',
    cron: readCron(context, at('cron'), written.cron),
    timezone: readTimezone(context, at('timezone'), timezone),
    concurrencyPolicy,
    startingDeadline,
    history: readHistory(written.history),
  };
}
