import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  type CoreV1Api,
  PatchStrategy,
  setHeaderOptions,
  type V1Pod,
} from '@kubernetes/client-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { systemClock } from '../../clock.ts';
import { withControlPlane } from '../../shared.ts';
import { until } from '../../until.ts';
import { node } from './bench.ts';
import { claimPodAddresses } from './pod-addresses.ts';
import { startWhenReady, withRuntime } from './server-bench.ts';
import { startServiceProxy } from './service-proxy.ts';

const test = suite('service proxy');

withControlPlane(
  test,
  'a Service reaches the pods that are ready, in turn, and refuses without them',
  () =>
    withRuntime(async ({ admin, core, namespace, runtime, make }) => {
      const errors: Error[] = [];
      const onError = (error: Error) => errors.push(error);
      const proxy = await startServiceProxy({ config: admin, clock: systemClock, onError });
      const addresses = await claimPodAddresses(0.7);
      try {
        const serve = node(
          `require('node:http').createServer((_, response) => response.end(process.env.HOSTNAME)).listen(8080, process.env.IP, () => console.log('up'))`,
        );
        const names: string[] = [];
        const env = [{ name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }];
        const ports = [{ name: 'http', containerPort: 8080 }];
        for (const pod of [
          await make({ ...serve, env, ports }),
          await make({ ...serve, env, ports }),
        ]) {
          const ip = addresses.give(pod.metadata?.uid ?? '');
          await (await startWhenReady(runtime, pod, ip)).says('up');
          names.push(pod.metadata?.name ?? '');
          await setReady(core, pod, ip);
        }
        const service = await core.createNamespacedService({
          namespace,
          body: {
            metadata: { name: 'web' },
            spec: { selector: { app: 'web' }, ports: [{ port: 18_080, targetPort: 'http' }] },
          },
        });
        const url = `http://${service.spec?.clusterIP}:18080/`;
        const seen = new Set<string>();
        await until('both pods answer', async () => {
          seen.add(await answerOf(url));
          return names.every((name) => seen.has(name));
        });
        for (const name of names) await core.deleteNamespacedPod({ namespace, name });
        await until('nobody answers', async () => (await answerOf(url)) === 'ECONNREFUSED');
        assert.equal(errors, []);
      } finally {
        await proxy.stop();
        await addresses.close();
      }
    }),
);

async function setReady(core: CoreV1Api, { metadata }: V1Pod, podIP: string): Promise<void> {
  const { name = '', namespace = '' } = metadata ?? {};
  const conditions = [{ type: 'Ready', status: 'True' }];
  const body = { status: { phase: 'Running', podIP, podIPs: [{ ip: podIP }], conditions } };
  const merge = setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch);
  await core.patchNamespacedPodStatus({ name, namespace, body }, merge);
}

function answerOf(url: string): Promise<string> {
  return new Promise((resolve) => {
    const asked = get(url, { agent: false }, (response) => resolve(text(response)));
    asked.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'failed'));
  });
}

test.run();
