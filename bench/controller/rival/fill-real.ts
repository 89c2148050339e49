import type { ApiServer } from '../../../test/testbed/client/api-server.ts';
import { type LivePool, livePools, objectsOf, type Written } from '../estate.ts';

/** Pools of the same kind, each by itself: an autoscaler knows neither groups nor other modes. */
export function plainPools(count: number): readonly LivePool[] {
  return livePools(count).map(({ name, namespace, query }) => ({
    name,
    namespace,
    query,
    mode: 'proportional',
  }));
}

/** The namespace in which the Deployments are that the autoscaler scales. */
const rivalNamespace = 'bench-rival';

/** Makes the Deployments of both sides, the pools of one and the autoscalers of the other. */
export async function fillReal(api: ApiServer, pools: readonly LivePool[]): Promise<void> {
  const { workerpools, deployments } = objectsOf(pools, '15s');
  const theirs = deployments.map(({ metadata, ...rest }) => ({
    ...rest,
    metadata: { ...metadata, namespace: rivalNamespace },
  }));
  const namespaces = new Set([...pools.map(({ namespace }) => namespace), rivalNamespace]);
  const create = (path: string, all: readonly Written[]) =>
    Promise.all(
      all.map((body) => {
        const place = body.metadata.namespace ? `/namespaces/${body.metadata.namespace}` : '';
        return api.call({ method: 'POST', path: path.replace('*', place), body });
      }),
    );
  await create(
    '/api/v1/namespaces',
    [...namespaces].map((name) => ({ metadata: { name } })),
  );
  await create('/apis/apps/v1*/deployments', [...deployments, ...theirs]);
  await create('/apis/roster.dev/v1alpha1*/workerpools', workerpools);
  await create('/apis/autoscaling/v2*/horizontalpodautoscalers', pools.map(autoscaler));
}

/** Follows the same signal to the same number; no window and no rate keeps it from going there at once. */
function autoscaler({ name, query }: LivePool): Written {
  const atOnce = {
    stabilizationWindowSeconds: 0,
    policies: [{ type: 'Pods', value: 1_000, periodSeconds: 15 }],
  };
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, namespace: rivalNamespace },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: 1,
      maxReplicas: 50,
      metrics: [
        {
          type: 'External',
          external: {
            metric: { name: metricOf(query) },
            target: { type: 'AverageValue', averageValue: '1' },
          },
        },
      ],
      behavior: { scaleUp: atOnce, scaleDown: atOnce },
    },
  };
}

/** A path of the external-metrics API has it as its last part. */
export function metricOf(query: string): string {
  return query.replaceAll('_', '-');
}
