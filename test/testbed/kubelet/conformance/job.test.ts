import type { V1Job, V1JobSpec } from '@kubernetes/client-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isNotFound } from '../../client/is-not-found.ts';
import { withControlPlane } from '../../shared.ts';
import { until } from '../../until.ts';
import type { Play } from '../played/play.ts';
import { onPlayedNodes, type PlayedNodes } from './on-played-nodes.ts';
import { conditionOf } from './pods.ts';

const test = suite('the Job controller on the stand-in kubelet');
const succeeds: Play = { exits: { afterMs: 0, exitCode: 0 } };
const fails: Play = { exits: { afterMs: 0, exitCode: 1 } };

withControlPlane(test, 'completes a Job whose pods succeed', () =>
  onPlayedNodes({ play: () => succeeds }, async (nodes) => {
    await createJob(nodes, { completions: 3, parallelism: 2 });
    const job = await whenCondition(nodes, 'Complete');
    assert.is(job.status?.succeeded, 3);
  }),
);

withControlPlane(test, 'fails a Job without retries at its first failure', () =>
  onPlayedNodes({ play: () => fails }, async (nodes) => {
    await createJob(nodes, { backoffLimit: 0 });
    const job = await whenCondition(nodes, 'Failed');
    assert.is(reasonOf(job), 'BackoffLimitExceeded');
    assert.is(job.status?.failed, 1);
  }),
);

withControlPlane(test, 'tries a failed Job again as often as its backoffLimit says', () =>
  onPlayedNodes({ play: () => fails }, async (nodes) => {
    await createJob(nodes, { backoffLimit: 1 });
    const job = await whenCondition(nodes, 'Failed'); // the controller waits 10 s in between
    assert.is(job.status?.failed, 2);
  }),
);

withControlPlane(test, 'fails a Job that is active for too long, and ends its pods', () =>
  onPlayedNodes({}, async (nodes) => {
    await createJob(nodes, { activeDeadlineSeconds: 1 });
    const job = await whenCondition(nodes, 'Failed');
    assert.is(reasonOf(job), 'DeadlineExceeded');
    await until('its pod is gone', async () => (await nodes.pods()).length === 0);
  }),
);

withControlPlane(test, 'removes a finished Job once its time to live is over', () =>
  onPlayedNodes({ play: () => succeeds }, async (nodes) => {
    const { batch, namespace } = nodes;
    await createJob(nodes, { ttlSecondsAfterFinished: 0 });
    await until('it is gone', async () => {
      try {
        await batch.readNamespacedJob({ namespace, name: 'work' });
        return undefined;
      } catch (error) {
        if (isNotFound(error)) return true;
        throw error;
      }
    });
  }),
);

withControlPlane(test, 'does not count a pod that its Node evicts, when the policy says so', () => {
  let isEvicted = false;
  return onPlayedNodes({ play: () => (isEvicted ? succeeds : {}) }, async (nodes) => {
    const { kubelet, namespace } = nodes;
    const onPodConditions = [{ type: 'DisruptionTarget', status: 'True' }];
    const podFailurePolicy = { rules: [{ action: 'Ignore', onPodConditions }] };
    await createJob(nodes, { backoffLimit: 0, podFailurePolicy });
    const name = await until('its pod runs', async () => {
      const [pod] = await nodes.pods();
      return pod?.status?.phase === 'Running' ? pod.metadata!.name! : undefined;
    });
    isEvicted = true;
    kubelet.evict({ namespace, name }, 'The node was low on resource: memory.');
    const job = await whenCondition(nodes, 'Complete');
    assert.is(job.status?.failed ?? 0, 0);
  });
});

async function createJob(
  { batch, namespace, podSpec }: PlayedNodes,
  spec: Partial<V1JobSpec>,
): Promise<void> {
  const template = { spec: podSpec({ restartPolicy: 'Never' }) };
  const body = { metadata: { name: 'work' }, spec: { ...spec, template } };
  await batch.createNamespacedJob({ namespace, body });
}

function whenCondition({ batch, namespace }: PlayedNodes, type: string): Promise<V1Job> {
  return until(`the Job is ${type}`, async () => {
    const job = await batch.readNamespacedJob({ namespace, name: 'work' });
    return conditionOf(job.status?.conditions, type) === 'True' ? job : undefined;
  });
}

function reasonOf({ status }: V1Job): string | undefined {
  return status?.conditions?.find(({ type }) => type === 'Failed')?.reason;
}

test.run();
