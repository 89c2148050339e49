import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { jobAlertDefaults, jobDefaults } from '../../../src/language/schema/job/defaults.ts';
import { type JobTemplate, mostPods, type Trigger } from '../../../src/model/job-template.ts';
import { jobNamed } from '../../compile/job/job-fixtures.ts';
import { schemas } from '../schema/kinds.ts';

const minutes = (count: number) => count * 60_000;

test('a job that says little is tried once, one at a time, with its own image', () => {
  const { images, retries, parallelism, completions, suspend, ttl, deadline } = jobNamed('index', {
    suspend: false,
  });
  assert.equal(images, { allow: ['registry.example.org/media/index:2.0.0'], digest: 'optional' });
  assert.equal(retries, { limit: 0, disruptions: 'ignore', rules: [] });
  assert.equal([parallelism, completions, suspend, deadline], [1, undefined, false, undefined]);
  assert.is(ttl, minutes(10));
});

const triggers: readonly [name: string, trigger: Partial<Trigger>][] = [
  ['migrate', { kind: 'once', run: '1' }],
  [
    'nightly',
    {
      kind: 'schedule',
      cron: '30 2 * * *',
      timezone: 'Europe/Warsaw',
      concurrencyPolicy: 'Replace',
      startingDeadline: minutes(90) as never,
      history: { successful: 1, failed: 5 },
    },
  ],
  ['encode', { kind: 'keda', strategy: 'default', unitsPerJob: 2 }],
  ['index', { kind: 'keda', strategy: 'accurate', unitsPerJob: 1 }],
  ['solver', { kind: 'requests', http: { path: '/solve', dialect: 'roster' } }],
  ['mstc', { kind: 'requests', http: { path: '/mstc/worker', dialect: 'mstc' } }],
];
for (const [name, expected] of triggers) {
  test(`the trigger of ${name} is read with its defaults`, () => {
    const { trigger } = jobNamed(name);
    const fields = Object.keys(expected) as (keyof typeof expected)[];
    assert.equal(Object.fromEntries(fields.map((field) => [field, trigger[field]])), expected);
  });
}

test("the queue of dialect mstc is bound to that worker's exchange", () => {
  const { trigger } = jobNamed('mstc');
  assert.is(trigger.kind === 'requests' && trigger.queue?.exchange, 'mstc.exchange');
  const { trigger: own } = jobNamed('solver');
  assert.not(own.kind === 'requests' && own.queue && 'exchange' in own.queue);
});

test('exit codes come out in order, ranges written out', () => {
  assert.equal(jobNamed('nightly').retries.rules, [
    { exitCodes: [64, 65, 66, 75], operator: 'in', action: 'fail' },
    { exitCodes: [1, 2], operator: 'notIn', action: 'ignore' },
  ]);
});

test('a parameter of text has an end, and says where its value goes', () => {
  const [first, second] = jobNamed('solver').parameters;
  assert.equal(first, {
    name: 'case',
    description: 'The case to solve.',
    type: 'string',
    pattern: '^[a-z]+$',
    minLength: 2,
    maxLength: 1000,
    required: true,
    to: { env: 'CASE' },
  });
  assert.is(second?.from, 'case');
});

test('a job in a group has its priority class, and its provenance says why', () => {
  const { worker, provenance } = jobNamed('nightly');
  assert.is(worker.priorityClass, 'media.batch');
  assert.is(provenance.derived['worker.priorityClass']?.rule, 'group-priority-class');
});

const pods: readonly [what: string, job: JobTemplate, most: number | undefined][] = [
  ['one Job has its parallelism', jobNamed('migrate', { parallelism: 3 }), 3],
  ['runs that may not overlap are one Job', jobNamed('nightly'), 4],
  ['a ScaledJob has many Jobs of many pods', jobNamed('encode'), 50],
  ['requests have as many Jobs as they may', jobNamed('solver'), 3],
];
for (const [what, job, most] of pods) {
  test(`${what}: that is the most pods at once`, () => assert.is(mostPods(job), most));
}

test('runs that may overlap have no most', () => {
  const { trigger } = jobNamed('nightly');
  assert.ok(trigger.kind === 'schedule');
  const overlapping = { ...trigger, concurrencyPolicy: 'Allow' } as const;
  assert.is(mostPods(jobNamed('nightly', { trigger: overlapping })), undefined);
});

test('the defaults that the checker fills in are those that the schema shows', () => {
  const at = (...path: readonly string[]) =>
    path.reduce((schema, name) => {
      const inner = schema.items?.properties ?? schema.properties;
      return inner![name]!;
    }, schemas.JobTemplate.properties!.spec!).default;
  const { schedule, ...shown } = {
    parallelism: at('parallelism'),
    concurrency: at('concurrency'),
    retries: at('retries', 'limit'),
    disruptions: at('retries', 'disruptions'),
    digest: at('images', 'digest'),
    maxLength: at('parameters', 'maxLength'),
    unitsPerJob: at('trigger', 'keda', 'unitsPerJob'),
    pollingInterval: at('trigger', 'keda', 'pollingInterval'),
    vhost: at('trigger', 'queue', 'vhost'),
    dialect: at('trigger', 'http', 'dialect'),
    successful: at('trigger', 'keda', 'history', 'successful'),
    failed: at('trigger', 'schedule', 'history', 'failed'),
    schedule: ['timezone', 'concurrencyPolicy', 'startingDeadline'] as const,
  };
  const all = {
    ...shown,
    ...Object.fromEntries(schedule.map((name) => [name, at('trigger', 'schedule', name)])),
  };
  const { requestTtl, ...filled } = jobDefaults;
  assert.equal(all, filled);
  for (const [name, { for: wait, severity }] of Object.entries(jobAlertDefaults)) {
    assert.equal([at('alerts', name, 'for'), at('alerts', name, 'severity')], [wait, severity]);
  }
});

test.run();
