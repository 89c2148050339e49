import { PassThrough } from 'node:stream';
import { Log } from '@kubernetes/client-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withControlPlane } from '../../shared.ts';
import { until } from '../../until.ts';
import { onPlayedNodes } from './on-played-nodes.ts';
import { createPod, isReady, whenPod, workerOf } from './pods.ts';

const test = suite('logs through the API server');

withControlPlane(test, 'are what the container wrote, or its last lines', () =>
  onPlayedNodes({ play: () => ({ log: 'one\ntwo\nthree\n' }) }, async (nodes) => {
    const { core, namespace } = nodes;
    await createPod(nodes, 'worker');
    await whenPod(nodes, 'worker', isReady);
    const read = (tailLines?: number) =>
      core.readNamespacedPodLog({ namespace, name: 'worker', ...(tailLines && { tailLines }) });
    assert.is(await read(), 'one\ntwo\nthree\n');
    assert.is(await read(2), 'two\nthree\n');
  }),
);

withControlPlane(test, 'of the start before are kept', () =>
  onPlayedNodes({}, async (nodes) => {
    const { core, namespace, played } = nodes;
    const pod = { namespace, name: 'worker' };
    await createPod(nodes, 'worker');
    await whenPod(nodes, 'worker', isReady);
    played.write(pod, 'first\n');
    played.exit(pod, 1);
    await whenPod(nodes, 'worker', (seen) => isReady(seen) && workerOf(seen)?.restartCount === 1);
    played.write(pod, 'second\n');
    assert.is(await core.readNamespacedPodLog({ ...pod, previous: true }), 'first\n');
    assert.is(await core.readNamespacedPodLog(pod), 'second\n');
  }),
);

withControlPlane(test, 'that are followed end with the container', () =>
  onPlayedNodes({ play: () => ({ log: 'old\nold\n' }) }, async (nodes) => {
    const { bed, namespace, played } = nodes;
    const pod = { namespace, name: 'worker' };
    await createPod(nodes, 'worker', { restartPolicy: 'Never' });
    await whenPod(nodes, 'worker', isReady);
    const stream = new PassThrough({ encoding: 'utf8' });
    let text = '';
    let hasEnded = false;
    stream.on('data', (part: string) => {
      text += part;
    });
    stream.on('end', () => {
      hasEnded = true;
    });
    const options = { follow: true, tailLines: 1 };
    await new Log(bed.admin).log(namespace, 'worker', 'worker', stream, options);
    await until('it begins', async () => text !== '');
    played.write(pod, 'new\n');
    await until('it goes on', async () => text.includes('new'));
    played.exit(pod, 0);
    await until('it ends', async () => hasEnded);
    assert.is(text, 'old\nnew\n');
  }),
);

test.run();
