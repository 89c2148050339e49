import type { JsonObject } from '../../model/json.ts';
import { policyText } from '../import/policy-text.ts';
import type { HyperflowPool } from './pool.ts';
import { connectionName, connectionsOf } from './translate.ts';

/** Writes the Environment that imported pools need, and notes what one Environment cannot hold. */
export function importEnvironment(
  pools: readonly HyperflowPool[],
  {
    namespace,
    amqp,
  }: { readonly namespace: string | undefined; readonly amqp: JsonObject | undefined },
): { readonly text: string; readonly notes: readonly string[] } {
  const [first] = pools;
  const connections = first === undefined ? {} : withAmqp(connectionsOf(first), amqp);
  const policy = {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'Environment',
    metadata: { name: 'hyperflow' },
    spec: {
      ...(namespace !== undefined && { defaultNamespace: namespace }),
      namespaceObjects: { enabled: false },
      versions: { keda: '2.16' },
      runtime: { enabled: false },
      prometheusOperator: { ruleLabels: { prometheus: 'kube-prometheus', release: 'monitoring' } },
      connections,
    },
  };
  const text = policyText(policy, {
    head: 'The cluster that HyperFlow runs in. Copy it for each further one.',
    above: [
      [
        ['spec', 'namespaceObjects'],
        'The namespaces are there, with pods of others that a level of Pod Security could shut out.',
      ],
      [['spec', 'versions'], 'What the charts of 2026-07 install.'],
      [['spec', 'runtime'], 'KEDA scales these pools; nothing of Roster need run in the cluster.'],
    ],
  });
  return { text, notes: notesOn(pools) };
}

function withAmqp(
  connections: ReturnType<typeof connectionsOf>,
  amqp: JsonObject | undefined,
): JsonObject {
  if (amqp === undefined) return { ...connections };
  const broker = connections.rabbitmq[connectionName] as JsonObject;
  return { ...connections, rabbitmq: { [connectionName]: { amqp, ...broker } } };
}

function notesOn(pools: readonly HyperflowPool[]): readonly string[] {
  const [first] = pools;
  return pools.flatMap((pool) => {
    const notes: string[] = [];
    if (pool.prometheusUrl !== first?.prometheusUrl)
      notes.push(
        `pool \`${pool.name}\` named the Prometheus ${pool.prometheusUrl}; an Environment has one for its shares, ${first?.prometheusUrl}: put the pool into a folder with an Environment of its own if both are needed`,
      );
    if (pool.isForked !== first?.isForked)
      notes.push(
        `pool \`${pool.name}\` is read through another exporter than pool \`${first?.name}\`; give it a connection of its own in the Environment`,
      );
    return notes;
  });
}
