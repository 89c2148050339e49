import type { FakeApiServer } from '../../../test/fakes/api-server.ts';
import { type LivePool, objectsOf, workersAtFirst } from '../estate.ts';

/** Puts pools with their Deployments and pods into a fake cluster, all workers ready. */
export function fillCluster(
  fake: Pick<FakeApiServer, 'put' | 'read' | 'take'>,
  pools: readonly LivePool[],
): void {
  const { workerpools, capacitygroups, deployments } = objectsOf(pools, '15s');
  for (const one of capacitygroups) fake.put('capacitygroups', one);
  for (const one of workerpools) fake.put('workerpools', one);
  for (const one of deployments) {
    const { namespace = '', name } = one.metadata;
    fake.put('deployments', { ...one, status: statusOf(workersAtFirst) });
    movePods(fake, namespace, name, 0, workersAtFirst);
  }
}

/** Makes the workers of a Deployment as many as it asks for, all of them ready. */
export function settleDeployment(
  fake: Pick<FakeApiServer, 'put' | 'read' | 'take'>,
  namespace: string,
  name: string,
): void {
  const found = fake.read('deployments', namespace, name);
  if (found === undefined) return;
  const { replicas: from = 0 } = (found.status ?? {}) as { replicas?: number };
  const { replicas: to = 0 } = (found.spec ?? {}) as { replicas?: number };
  if (from === to) return;
  movePods(fake, namespace, name, from, to);
  fake.put('deployments', { ...found, status: statusOf(to) });
}

function movePods(
  fake: Pick<FakeApiServer, 'put' | 'take'>,
  namespace: string,
  name: string,
  from: number,
  to: number,
): void {
  for (let index = from; index < to; index += 1) fake.put('pods', podOf(namespace, name, index));
  for (let index = to; index < from; index += 1) fake.take('pods', namespace, `${name}-${index}`);
}

function statusOf(replicas: number): object {
  return { replicas, readyReplicas: replicas, updatedReplicas: replicas };
}

/** As large as pods are: what is kept of one is the controller's choice. */
function podOf(namespace: string, pool: string, index: number) {
  const ownerReferences = [
    { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: pool, uid: `uid-${pool}`, controller: true },
  ];
  const labels = {
    'app.kubernetes.io/name': pool,
    'roster.dev/pool': pool,
    'pod-template-hash': '5d5b8f7c9d',
  };
  const conditions = ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map((type) => ({
    type,
    status: 'True',
    lastTransitionTime: '2026-11-22T08:00:00Z',
  }));
  return {
    metadata: { name: `${pool}-${index}`, namespace, labels, ownerReferences, managedFields },
    spec: {
      nodeName: `node-${index}`,
      containers: [
        {
          name: 'worker',
          image: 'registry.example.org/team/worker:1.4.2',
          resources: { requests: { cpu: '500m', memory: '512Mi' }, limits: { memory: '512Mi' } },
          env: Array.from({ length: 12 }, (_, at) => ({
            name: `SETTING_${at}`,
            value: `value ${at}`,
          })),
        },
      ],
    },
    status: { phase: 'Running', podIP: `10.0.${index}.7`, conditions },
  };
}

/** What a real pod carries of who wrote which field. */
const managedFields = ['kube-controller-manager', 'kubelet'].map((manager) => ({
  manager,
  operation: 'Update',
  apiVersion: 'v1',
  fieldsType: 'FieldsV1',
  fieldsV1: Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`f:field${at}`, {}])),
}));
