import { randomBytes } from 'node:crypto';
import { BatchV1Api, CoreV1Api } from '@kubernetes/client-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { crds } from '../../src/language/crd/crds.prebuilt.ts';
import type { JobTemplate } from '../../src/model/job-template.ts';
import { isObject, type JsonObject } from '../../src/model/json.ts';
import { jobEstate, jobNamed, objectsOfJob } from '../compile/job/job-fixtures.ts';
import { applyObjects } from './apply/apply-objects.ts';
import type { Manifest } from './apply/read-manifests.ts';
import { syncObjects } from './apply/sync-objects.ts';
import type { ApiObject } from './client/api-object.ts';
import { inNamespace } from './in-namespace.ts';
import { testbed } from './shared.ts';
import { runNodes } from './start-nodes.ts';
import { until } from './until.ts';
import { addCrds, withCrds } from './with-crds.ts';

const test = suite('job templates on a control plane');
const manager = 'gitops';

withCrds(
  test,
  'a Job that runs once runs, once, with its values; other work replaces it',
  async () => {
    const bed = await testbed();
    await addCrds(bed);
    const id = randomBytes(4).toString('hex');
    const nodeSelector = { 'roster.test/nodes': id };
    const job = { ...jobNamed('migrate'), ...placedOn(jobNamed('migrate'), nodeSelector) };
    const { image } = job.worker;
    const command = [
      process.execPath,
      '-e',
      'console.log(JSON.stringify([process.argv.slice(1), process.env.NOTE]))',
    ];
    const kubelet = await runNodes(bed, [{ name: `node-${id}`, labels: nodeSelector }], {
      images: { [image]: { command } },
    });
    try {
      await inNamespace(bed, async (namespace) => {
        const core = bed.admin.makeApiClient(CoreV1Api);
        const batch = bed.admin.makeApiClient(BatchV1Api);
        const first = await syncObjects(bed.admin, runnable(job, namespace), [], manager);
        assert.equal(
          first.applied.flatMap(({ warnings }) => warnings),
          [],
        );
        assert.equal(
          first.applied.map(({ result }) => result),
          ['created', 'created', 'created'],
        );
        const done = async (run: string) =>
          until(`Job of run ${run} is complete`, async () => {
            const { items } = await batch.listNamespacedJob({ namespace });
            return items.find(({ status }) => status?.succeeded === 1);
          });
        const { metadata } = await done('1');
        const again = await syncObjects(
          bed.admin,
          runnable(job, namespace),
          first.inventory,
          manager,
        );
        assert.equal(
          again.applied.map(({ result }) => result),
          ['unchanged', 'unchanged', 'unchanged'],
        );
        const { items: pods } = await core.listNamespacedPod({ namespace });
        assert.is(pods.length, 1);
        const log = await core.readNamespacedPodLog({ namespace, name: pods[0]!.metadata!.name! });
        assert.equal(JSON.parse(log), [['up', '--to=42'], 'costs $(5)']);
        const other = { ...job, trigger: { kind: 'once', run: '2' } } as const;
        const next = await syncObjects(
          bed.admin,
          runnable(other, namespace),
          again.inventory,
          manager,
        );
        assert.equal(next.pruned.length, 1);
        const replaced = await until('the new Job is there and the old one is gone', async () => {
          const { items } = await batch.listNamespacedJob({ namespace });
          return items.length === 1 && items[0]!.metadata!.name !== metadata?.name && items[0];
        });
        assert.match(replaced.metadata!.name!, /^migrate-[a-z0-9]{8}$/);
      });
    } finally {
      await kubelet.removeNode(`node-${id}`);
      await kubelet.stop();
    }
  },
);

withCrds(test, 'every JobTemplate is taken as it is, and nothing of it is dropped', async () => {
  const bed = await testbed();
  await inNamespace(bed, async (namespace) => {
    const definition = crds.find(
      ({ metadata }) => isObject(metadata) && metadata.name === 'jobtemplates.roster.dev',
    );
    const resources = jobEstate.jobs.map((job) => objectsOfJob(job).get('JobTemplate')!);
    const manifests = [definition!, ...resources.map((object) => inside(object, namespace))];
    const applied = await applyObjects(bed.admin, manifests.map(manifestOf), {
      fieldManager: manager,
      conflicts: 'take',
      run: 'real',
    });
    for (const [index, one] of applied.entries()) {
      assert.is.not(one.result, 'refused', 'message' in one ? one.message : '');
      assert.equal(one.warnings, []);
      if (index > 0 && one.result !== 'refused')
        assert.equal(one.live.spec, manifests[index]!.spec);
    }
  });
});

withCrds(
  test,
  'the Jobs that the runtime will make are taken, and nothing is warned of',
  async () => {
    const bed = await testbed();
    await inNamespace(bed, async (namespace) => {
      const jobs = ['solver', 'mstc'].map((name): JsonObject => {
        const spec = objectsOfJob(jobNamed(name)).get('JobTemplate')!.spec as JsonObject;
        const { job } = spec.compiled as { readonly job: JsonObject };
        const metadata = { ...(job.metadata as JsonObject), name, namespace };
        return { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: job.spec ?? null };
      });
      const options = { fieldManager: manager, conflicts: 'take', run: 'dry' } as const;
      for (const one of await applyObjects(bed.admin, jobs.map(manifestOf), options)) {
        assert.is.not(one.result, 'refused', 'message' in one ? one.message : '');
        assert.equal(one.warnings, []);
      }
    });
  },
);

test.run();

function placedOn({ worker }: JobTemplate, nodeSelector: Readonly<Record<string, string>>) {
  const { command: _, ...rest } = worker;
  return { worker: { ...rest, placement: { ...worker.placement, nodeSelector } } };
}

/** What of a job needs no kinds of ours. */
function runnable(job: JobTemplate, namespace: string): readonly Manifest[] {
  return [...objectsOfJob(job)]
    .filter(([kind]) => kind !== 'JobTemplate')
    .map(([, object]) => manifestOf(inside(object, namespace)));
}

function inside(object: JsonObject, namespace: string): JsonObject {
  return { ...object, metadata: { ...(object.metadata as JsonObject), namespace } };
}

function manifestOf(object: JsonObject): Manifest {
  const api = object as unknown as ApiObject;
  return { file: `${api.kind}.${api.metadata.name}`, object: api };
}
