import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { matchesGolden } from '../../golden.ts';
import { goldenFiles } from '../golden-objects.ts';
import { faultsOf } from '../validate.ts';
import { jobEstate, jobNamed, objectsOfJob, problems } from './job-fixtures.ts';

test('the policies of the fixtures are sound', () => assert.equal(problems, []));

const goldens = {
  'job-once': 'migrate',
  'job-schedule': 'nightly',
  'job-keda': 'encode',
  'job-keda-redis': 'index',
  'job-requests': 'solver',
  'job-mstc': 'mstc',
} as const;

test('there is a golden for every policy of the fixtures', () => {
  assert.equal(
    Object.values<string>(goldens).toSorted(),
    jobEstate.jobs.map(({ name }) => name),
  );
});

for (const [golden, name] of Object.entries(goldens)) {
  test(`${golden} is rendered as reviewed, and every object is sound`, () => {
    const objects = objectsOfJob(jobNamed(name));
    matchesGolden(`compile/${golden}`, goldenFiles(objects));
    for (const [kind, object] of objects) {
      if (kind !== 'JobTemplate') assert.equal(faultsOf(object), [], kind);
    }
  });
}

test('without the runtime there is no resource, and without the operator no rule', () => {
  const prometheusOperator = { ...jobEstate.environment.prometheusOperator, enabled: false };
  const objects = objectsOfJob(jobNamed('nightly'), { runtime: undefined, prometheusOperator });
  assert.equal([...objects.keys()], ['ServiceAccount', 'CronJob']);
});

test('a ServiceAccount that exists is used, and none is made', () => {
  const { worker } = jobNamed('nightly');
  const job = jobNamed('nightly', {
    worker: { ...worker, serviceAccount: { name: 'reader', annotations: {} } },
  });
  const objects = objectsOfJob(job);
  assert.not(objects.has('ServiceAccount'));
  assert.match(JSON.stringify(objects.get('CronJob')), '"serviceAccountName":"reader"');
});

test.run();
