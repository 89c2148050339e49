import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withControlPlane } from '../../shared.ts';
import { until } from '../../until.ts';
import type { Play } from '../played/play.ts';
import { onPlayedNodes } from './on-played-nodes.ts';
import { conditionOf, createPod, isDeleted, isReady, whenPod, workerOf } from './pods.ts';

const test = suite('a pod on the stand-in kubelet');

withControlPlane(test, 'becomes ready, and is gone after it was deleted', () =>
  onPlayedNodes({}, async (nodes) => {
    await createPod(nodes, 'worker');
    const { status } = await whenPod(nodes, 'worker', isReady);
    assert.is(status?.phase, 'Running');
    assert.is(status?.hostIP, '127.0.0.1');
    assert.is(status?.podIPs?.length, 1);
    assert.is(status?.observedGeneration, 1);
    assert.is(status?.qosClass, 'BestEffort', 'which the API server has set');
    assert.ok(status?.containerStatuses?.[0]?.state?.running?.startedAt);
    await nodes.core.deleteNamespacedPod({ namespace: nodes.namespace, name: 'worker' });
    await until('it is gone', async () => (await nodes.pods()).length === 0);
  }),
);

withControlPlane(test, 'waits for an image that is missing, and runs once it is there', () => {
  let play: Play = { image: 'missing' };
  return onPlayedNodes({ play: () => play }, async (nodes) => {
    await createPod(nodes, 'worker');
    const reason = 'ImagePullBackOff';
    const waiting = await whenPod(
      nodes,
      'worker',
      (pod) => workerOf(pod)?.state?.waiting?.reason === reason,
    );
    assert.is(waiting.status?.phase, 'Pending');
    assert.match(workerOf(waiting)?.state?.waiting?.message ?? '', /worker:1.*not found/);
    play = {};
    const ready = await whenPod(nodes, 'worker', isReady);
    assert.is(workerOf(ready)?.restartCount, 0, 'a try to pull is no restart');
  });
});

withControlPlane(test, 'that crashes backs off and counts its restarts', () =>
  onPlayedNodes({ play: () => ({ exits: { afterMs: 0, exitCode: 3 } }) }, async (nodes) => {
    await createPod(nodes, 'worker');
    const pod = await whenPod(nodes, 'worker', (seen) => {
      const worker = workerOf(seen);
      return (
        worker?.state?.waiting?.reason === 'CrashLoopBackOff' && (worker.restartCount ?? 0) >= 2
      );
    });
    assert.is(pod.status?.phase, 'Running', 'which is what a kubelet calls it');
    assert.is(workerOf(pod)?.lastState?.terminated?.exitCode, 3);
    assert.is(conditionOf(pod.status?.conditions, 'Ready'), 'False');
  }),
);

withControlPlane(test, 'that runs out of memory says OOMKilled', () =>
  onPlayedNodes({ play: () => ({ outOfMemoryAfterMs: 0 }) }, async (nodes) => {
    await createPod(nodes, 'worker', { restartPolicy: 'Never' });
    const pod = await whenPod(nodes, 'worker', ({ status }) => status?.phase === 'Failed');
    assert.is(workerOf(pod)?.state?.terminated?.reason, 'OOMKilled');
    assert.is(workerOf(pod)?.state?.terminated?.exitCode, 137);
  }),
);

withControlPlane(test, 'that is not to be restarted succeeds with its last container', () =>
  onPlayedNodes({}, async (nodes) => {
    await createPod(nodes, 'worker', { restartPolicy: 'OnFailure' });
    await whenPod(nodes, 'worker', isReady);
    nodes.played.exit({ namespace: nodes.namespace, name: 'worker' }, 0);
    const pod = await whenPod(nodes, 'worker', ({ status }) => status?.phase === 'Succeeded');
    const ready = pod.status?.conditions?.find(({ type }) => type === 'Ready');
    assert.is(ready?.reason, 'PodCompleted');
    assert.is(workerOf(pod)?.state?.terminated?.reason, 'Completed');
  }),
);

withControlPlane(test, 'is ready when its probe says so', () =>
  onPlayedNodes({}, async (nodes) => {
    const probe = { httpGet: { port: 80 }, periodSeconds: 1, failureThreshold: 1 };
    const containers = [{ name: 'worker', image: 'worker:1', readinessProbe: probe }];
    const pod = { namespace: nodes.namespace, name: 'worker' };
    await createPod(nodes, 'worker', { containers });
    await whenPod(nodes, 'worker', isReady);
    nodes.played.makeUnready(pod);
    const unready = await whenPod(nodes, 'worker', (seen) => !isReady(seen));
    assert.is(unready.status?.phase, 'Running');
    nodes.played.makeReady(pod);
    await whenPod(nodes, 'worker', isReady);
  }),
);

withControlPlane(test, 'is restarted when its liveness probe fails', () =>
  onPlayedNodes({ play: () => ({ terminationCode: 143 }) }, async (nodes) => {
    const probe = { httpGet: { port: 80 }, periodSeconds: 1, failureThreshold: 2 };
    const containers = [{ name: 'worker', image: 'worker:1', livenessProbe: probe }];
    await createPod(nodes, 'worker', { containers });
    await whenPod(nodes, 'worker', isReady);
    nodes.played.makeSick({ namespace: nodes.namespace, name: 'worker' });
    const pod = await whenPod(
      nodes,
      'worker',
      (seen) => isReady(seen) && workerOf(seen)?.restartCount === 1,
    );
    assert.is(workerOf(pod)?.lastState?.terminated?.exitCode, 143);
  }),
);

withControlPlane(test, 'runs its init containers first, and its sidecars around the rest', () =>
  onPlayedNodes({}, async (nodes) => {
    const image = 'worker:1';
    const initContainers = [
      { name: 'proxy', image, restartPolicy: 'Always' },
      { name: 'fetch', image },
    ];
    await createPod(nodes, 'worker', { initContainers, restartPolicy: 'Never' });
    const fetching = await whenPod(
      nodes,
      'worker',
      ({ status }) => status?.initContainerStatuses?.[1]?.state?.running !== undefined,
    );
    assert.is(fetching.status?.initContainerStatuses?.[0]?.started, true);
    assert.is(workerOf(fetching)?.state?.waiting?.reason, 'PodInitializing');
    assert.is(fetching.status?.phase, 'Pending');
    const pod = { namespace: nodes.namespace, name: 'worker' };
    nodes.played.exit(pod, 0); // also the sidecar, which is restarted
    await whenPod(nodes, 'worker', isReady);
    nodes.played.exit({ ...pod, container: 'worker' }, 0);
    const over = await whenPod(nodes, 'worker', ({ status }) => status?.phase === 'Succeeded');
    assert.ok(over.status?.initContainerStatuses?.[0]?.state?.terminated, 'the sidecar ended');
  }),
);

withControlPlane(test, 'that may be active for a second fails after it', () =>
  onPlayedNodes({}, async (nodes) => {
    await createPod(nodes, 'worker', { activeDeadlineSeconds: 1 });
    const pod = await whenPod(nodes, 'worker', ({ status }) => status?.phase === 'Failed');
    assert.is(pod.status?.reason, 'DeadlineExceeded');
    assert.ok(workerOf(pod)?.state?.terminated);
  }),
);

withControlPlane(test, 'with a finalizer is stopped, and stays until that is taken off', () =>
  onPlayedNodes({ play: () => ({ terminationMs: 60_000 }) }, async (nodes) => {
    const finalizers = ['roster.test/keep'];
    const fields = { terminationGracePeriodSeconds: 1 };
    const { core, namespace } = nodes;
    await createPod(nodes, 'worker', fields, { finalizers });
    await whenPod(nodes, 'worker', isReady);
    await core.deleteNamespacedPod({ namespace, name: 'worker' });
    const stopping = await whenPod(nodes, 'worker', isDeleted);
    assert.ok(workerOf(stopping)?.state?.running, 'within its grace period');
    assert.ok(isReady(stopping), 'it still serves');
    const stopped = await whenPod(nodes, 'worker', ({ status }) => status?.phase === 'Failed');
    assert.is(workerOf(stopped)?.state?.terminated?.exitCode, 137, 'killed after it');
    const body = [{ op: 'remove', path: '/metadata/finalizers' }];
    await core.patchNamespacedPod({ namespace, name: 'worker', body });
    await until('it is gone', async () => (await nodes.pods()).length === 0);
  }),
);

withControlPlane(test, 'that is deleted before it could start is gone all the same', () =>
  onPlayedNodes({ play: () => ({ startsAfterMs: 600_000 }) }, async (nodes) => {
    await createPod(nodes, 'worker');
    await whenPod(
      nodes,
      'worker',
      (pod) => workerOf(pod)?.state?.waiting?.reason === 'ContainerCreating',
    );
    await nodes.core.deleteNamespacedPod({ namespace: nodes.namespace, name: 'worker' });
    await until('it is gone', async () => (await nodes.pods()).length === 0);
  }),
);

test.run();
