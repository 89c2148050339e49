type Fields = Readonly<Record<string, unknown>>;

/** A policy document, before the language has looked at it. */
export interface Policy extends Fields {
  readonly kind: string;
}

/** How policies call the one namespace that they are about; the stage gives it another name. */
export const work = 'work';

/** Stands for the real name of that namespace anywhere in a policy: in a virtual host, a key, a label. */
export const here = '$WORK';

/** The label of the nodes of a stage. Pods without such a node wait, and go at once when they are too many. */
export const nodeLabel = 'example.org/stage';

const worker = {
  image: 'registry.example.org/worker:1.0.0',
  gracePeriod: '2s',
  resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '16Mi' } },
  placement: { nodeSelector: { [nodeLabel]: here } },
};

/** A pool with quick settings that the runtime scales; what is given wins. */
export function pool(name: string, scaling: Fields, spec: Fields = {}): Policy {
  const { worker: more = {}, ...rest } = spec;
  return {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'WorkerPool',
    metadata: { name, namespace: work },
    spec: {
      engine: 'runtime',
      ...rest,
      worker: { ...worker, ...(more as Fields) },
      scaling: {
        mode: 'proportional',
        ...(scaling.mode !== 'fixed' && { hold: '1s' }),
        ...('signal' in scaling && { pollingInterval: '1s' }),
        ...scaling,
      },
    },
  };
}

/** The signal of a queue in the virtual host of the stage. */
export function queueSignal(queue: string, more: Fields = {}): Fields {
  return { signal: { rabbitmq: { queue, vhost: here, ...more } } };
}

/** A group of pools that share a quota. */
export function group(name: string, quota: Fields, more: Fields = {}): Policy {
  return {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'CapacityGroup',
    metadata: { name, namespace: work },
    spec: { quota, ...more },
  };
}
