import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { importKeda } from '../../../src/language/keda/import.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { prometheus, rabbitmq, scaled, workers } from './manifests.ts';

// What no policy can say leaves the Deployment as it is: any other number of workers would be a guess.
const leftOut: readonly {
  readonly name: string;
  readonly objects: readonly JsonObject[];
  readonly says: string;
}[] = [
  {
    name: 'a trigger of another source',
    objects: [scaled({ type: 'aws-sqs-queue', metadata: { queueURL: 'x' } })],
    says: 'trigger `aws-sqs-queue` has no counterpart',
  },
  {
    name: 'several signals',
    objects: [scaled(prometheus, {}), scaled(prometheus)].slice(0, 1).map((one) => ({
      ...one,
      spec: { scaleTargetRef: { name: 'a' }, triggers: [prometheus, prometheus] },
    })),
    says: 'several triggers beside cron',
  },
  {
    name: 'no triggers',
    objects: [{ ...scaled(prometheus), spec: { scaleTargetRef: { name: 'a' }, triggers: 'none' } }],
    says: 'its ScaledObject has no triggers',
  },
  {
    name: 'a formula over triggers',
    objects: [scaled(prometheus, { advanced: { scalingModifiers: { formula: 'x + 1' } } })],
    says: 'has `scalingModifiers`',
  },
  {
    name: 'a rate of messages',
    objects: [scaled({ ...rabbitmq, metadata: { ...rabbitmq.metadata, mode: 'MessageRate' } })],
    says: 'trigger `rabbitmq` has the mode MessageRate',
  },
  {
    name: 'a field of a trigger that means something else',
    objects: [scaled({ ...prometheus, metadata: { ...prometheus.metadata, namespace: 'thanos' } })],
    says: 'trigger `prometheus` has `namespace`, which has no counterpart',
  },
  {
    name: 'a metric that is not divided',
    objects: [scaled({ ...prometheus, metricType: 'Value' })],
    says: 'has the metricType Value',
  },
  {
    name: 'an authentication that is not there',
    objects: [scaled({ ...rabbitmq, authenticationRef: { name: 'gone' } })],
    says: 'the TriggerAuthentication `gone`, which is not among the files',
  },
  {
    name: 'an authentication of the whole cluster',
    objects: [
      scaled({
        ...rabbitmq,
        authenticationRef: { name: 'gone', kind: 'ClusterTriggerAuthentication' },
      }),
    ],
    says: 'opened by a ClusterTriggerAuthentication',
  },
  {
    name: 'a queue without an address',
    objects: [scaled(rabbitmq)],
    says: 'trigger `rabbitmq` lacks its `host`',
  },
  {
    name: 'a window that closes on another day',
    objects: [
      scaled({
        type: 'cron',
        metadata: {
          timezone: 'Etc/UTC',
          start: '0 8 1 * *',
          end: '0 8 * * 5',
          desiredReplicas: '3',
        },
      }),
    ],
    says: 'is not one length of time after each opening',
  },
  {
    name: 'an autoscaler that never grows',
    objects: [
      scaled(prometheus, {
        advanced: {
          horizontalPodAutoscalerConfig: { behavior: { scaleUp: { selectPolicy: 'Disabled' } } },
        },
      }),
    ],
    says: 'may not scale up',
  },
  {
    name: 'two autoscalers',
    objects: [scaled(prometheus), { ...scaled(prometheus), metadata: { name: 'b' } }],
    says: 'the ScaledObject `a` and the ScaledObject `b` both move its number',
  },
  {
    name: 'a metric of something else',
    objects: [
      {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'a' },
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' },
          maxReplicas: 4,
          metrics: [{ type: 'External', external: {} }],
        },
      },
    ],
    says: 'a metric of type External',
  },
  {
    name: 'an older kind of autoscaler',
    objects: [
      {
        apiVersion: 'autoscaling/v1',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'a' },
        spec: { scaleTargetRef: { kind: 'Deployment', name: 'a' }, maxReplicas: 4 },
      },
    ],
    says: 'is written in autoscaling/v1',
  },
  {
    name: 'a number beyond all numbers',
    objects: [scaled(prometheus, { maxReplicaCount: 3_000_000_000 })],
    says: 'its policy would be refused: `spec.scaling.max` must be',
  },
  {
    name: 'a query that is none',
    objects: [scaled({ ...prometheus, metadata: { ...prometheus.metadata, query: 'sum(' } })],
    says: 'its policy would be refused: `spec.scaling.signal.prometheus.query`',
  },
];
for (const { name, objects, says } of leftOut) {
  test(`${name} leaves the Deployment out, and the reason is said`, () => {
    const text = [workers, ...objects].map((one) => JSON.stringify(one)).join('\n---\n');
    const { policies, notes, diagnostics } = importKeda([{ path: 'x.yaml', text }]);
    assert.equal(diagnostics, []);
    assert.equal(policies, []);
    assert.match(notes.join('\n'), 'is left out');
    assert.match(notes.join('\n'), says);
  });
}

test('a credential in the arguments leaves the Deployment out', () => {
  const text = JSON.stringify(workers).replace(
    '"image"',
    '"args":["--broker=amqp://u:opensesame@b/"],"image"',
  );
  const { policies, notes } = importKeda([{ path: 'x.yaml', text }]);
  assert.equal(policies, []);
  assert.match(notes.join('\n'), 'is left out: its command or arguments hold a credential');
  assert.not.match(notes.join('\n'), 'opensesame');
});

test('what else is in the files is named and left out', () => {
  const other = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 's' } };
  const stray = {
    ...scaled(prometheus),
    metadata: { name: 's' },
    spec: { scaleTargetRef: { kind: 'StatefulSet', name: 's' }, triggers: [prometheus] },
  };
  const text = [workers, other, stray].map((one) => JSON.stringify(one)).join('\n---\n');
  const notes = importKeda([{ path: 'x.yaml', text }]).notes.join('\n');
  assert.match(notes, 'x.yaml:3: a StatefulSet has no counterpart in policies and is left out');
  assert.match(notes, 'x.yaml:5: the ScaledObject `s` is left out: it does not scale a Deployment');
});

test.run();
