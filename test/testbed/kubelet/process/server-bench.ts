import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  CoreV1Api,
  type KubeConfig,
  type V1Container,
  type V1Pod,
  type V1PodSpec,
} from '@kubernetes/client-node';
import { systemClock } from '../../clock.ts';
import { inNamespace } from '../../in-namespace.ts';
import { testbed } from '../../shared.ts';
import { until } from '../../until.ts';
import type { ContainerRuntime } from '../container-runtime.ts';
import { startOn } from './bench.ts';
import { processRuntime } from './start-processes.ts';

/** A runtime beside a real API server, and a namespace of its own. */
export interface ServerBench {
  readonly admin: KubeConfig;
  readonly core: CoreV1Api;
  readonly namespace: string;
  readonly runtime: ContainerRuntime;
  /** Makes a pod that no kubelet takes, as it stands in the API afterwards. */
  readonly make: (container: Partial<V1Container>, spec?: Partial<V1PodSpec>) => Promise<V1Pod>;
}

/** Gives `use` a runtime, and ends all that runs on it afterwards. */
export async function withRuntime(use: (parts: ServerBench) => Promise<void>): Promise<void> {
  const bed = await testbed();
  const { admin, launch } = bed;
  const folder = join(bed.folder, `pods-${randomUUID()}`);
  const runtime = processRuntime({ config: admin, folder, clock: systemClock, launch });
  const core = admin.makeApiClient(CoreV1Api);
  const made: string[] = [];
  let names = 0;
  await inNamespace(bed, async (namespace) => {
    const make: ServerBench['make'] = async (container, spec) => {
      names += 1;
      const pod = await core.createNamespacedPod({
        namespace,
        body: {
          metadata: { name: `pod-${names}`, labels: { app: 'web' } },
          spec: {
            nodeName: 'nobody',
            terminationGracePeriodSeconds: 0,
            containers: [{ name: 'main', image: 'none', ...container }],
            ...spec,
          },
        },
      });
      made.push(pod.metadata?.uid ?? '');
      return pod;
    };
    try {
      await use({ admin, core, namespace, runtime, make });
    } finally {
      for (const uid of made) await runtime.forget(uid);
    }
  });
}

/** Starts a pod's container when all it needs is there: the authority's ConfigMap comes a moment after the namespace. */
export function startWhenReady(runtime: ContainerRuntime, pod: V1Pod, podIp?: string) {
  const [container] = pod.spec?.containers ?? [];
  return until('the container starts', () =>
    startOn(runtime, pod, container!, podIp).catch((error: Error) => {
      if (!error.message.includes('kube-root-ca.crt')) throw error;
      return undefined;
    }),
  );
}
