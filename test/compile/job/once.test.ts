import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fingerprint } from '../../../src/compile/job/fingerprint.ts';
import { onceJob, onceJobName } from '../../../src/compile/job/once.ts';
import type { Environment } from '../../../src/model/environment.ts';
import type { JobTemplate } from '../../../src/model/job-template.ts';
import { millis } from '../../../src/model/units.ts';
import { jobEstate, jobNamed } from './job-fixtures.ts';

const { environment } = jobEstate;
const job = jobNamed('migrate');
const name = 'migrate-ucu0tw6m';
const { worker } = job;

test('the name is the one that clusters know; another would do the work again everywhere', () => {
  assert.is(onceJobName(job, environment), name);
});

const kept: readonly [
  what: string,
  changes: Partial<JobTemplate>,
  environment?: Partial<Environment>,
][] = [
  ['labels of the policy', { labels: { team: 'other' } }],
  ['labels of the environment', {}, { labels: { stage: 'prod' } }],
  ['annotations', { annotations: { ticket: 'OPS-9' } }],
  ['suspension', { suspend: true }],
  ['parallelism', { parallelism: 1 }],
  ['the deadline', { deadline: millis(60_000) }],
  ['the number of retries', { retries: { ...job.retries, limit: 5 } }],
  ['alerts', { alerts: { ...job.alerts, labels: { team: 'a' } } }],
  [
    'a parameter that goes nowhere',
    {
      parameters: [...job.parameters, { name: 'x', type: 'string', required: false, default: 'y' }],
    },
  ],
  ['the order of labels', { worker: { ...worker, labels: { ...worker.labels } } }],
  ['the GitOps engine', {}, { gitops: 'flux' }],
];
for (const [what, changes, around] of kept) {
  test(`${what} may change without the work being done again`, () => {
    assert.is(onceJobName({ ...job, ...changes }, { ...environment, ...around }), name);
  });
}

test('the order of keys that a person writes is no other work', () => {
  const podTemplate = { metadata: { annotations: { a: '1', b: '2' } } };
  const turned = { metadata: { annotations: { b: '2', a: '1' } } };
  const named = (template: object) =>
    onceJobName({ ...job, worker: { ...worker, podTemplate: template as never } }, environment);
  assert.is(named(podTemplate), named(turned));
});

const renamed: readonly [what: string, changes: Partial<JobTemplate>][] = [
  ['image', { worker: { ...worker, image: 'registry.example.org/media/migrate:3.1.1' } }],
  ['arguments', { worker: { ...worker, args: ['down'] } }],
  ['labels of the pods', { worker: { ...worker, labels: { a: 'b' } } }],
  [
    'value of a parameter',
    { parameters: job.parameters.map((one) => ({ ...one, default: 'other' })) },
  ],
  ['timeout', { timeout: millis(60_000) }],
  ['completions', { completions: 2 }],
  ['meaning of an exit code', { retries: { ...job.retries, disruptions: 'ignore' } }],
  ['text that asks for another run', { trigger: { kind: 'once', run: '2' } }],
];
for (const [what, changes] of renamed) {
  test(`another ${what} is another Job, since the API server lets nobody change it`, () => {
    assert.is.not(onceJobName({ ...job, ...changes }, environment), name);
  });
}

test('a Job that runs once never has a time to live: GitOps would make it anew for ever', () => {
  const { spec } = onceJob({ ...job, ttl: millis(1_000) }, environment);
  assert.not('ttlSecondsAfterFinished' in spec);
});

test('a fingerprint is eight letters and digits, and tells near texts apart', () => {
  assert.is(fingerprint(''), 'hzj4ux45');
  assert.is(fingerprint('foobar'), '2xt5fmco'); // 0x85944171f73967e8, as the authors of FNV-1a publish it
  const seen = new Set(Array.from({ length: 2_000 }, (_, index) => fingerprint(`text ${index}`)));
  assert.is(seen.size, 2_000);
  for (const one of seen) assert.match(one, /^[a-z0-9]{8}$/);
});

test.run();
