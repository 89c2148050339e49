import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { differenceText } from '../../../src/language/import/difference-text.ts';
import { comparable, differences } from '../../../src/language/import/differences.ts';
import type { JsonObject } from '../../../src/model/json.ts';

function pod(spec: JsonObject, container: JsonObject = {}): JsonObject {
  const containers = [{ name: 'a', image: 'registry.example.org/a:1.0.0', ...container }];
  return {
    kind: 'Deployment',
    metadata: { name: 'a' },
    spec: { template: { spec: { ...spec, containers } } },
  };
}

const same: readonly (readonly [name: string, was: JsonObject, is: JsonObject])[] = [
  ['a default is nothing', pod({ restartPolicy: 'Always', dnsPolicy: 'ClusterFirst' }), pod({})],
  ['an empty map is nothing', pod({ securityContext: {}, tolerations: [] }), pod({})],
  ['a null is nothing', pod({ nodeSelector: null }), pod({})],
  [
    'a volume without a source is an empty one',
    pod({ volumes: [{ name: 'v' }] }),
    pod({ volumes: [{ name: 'v', emptyDir: {} }] }),
  ],
  [
    'a quantity is its amount',
    pod({}, { resources: { requests: { cpu: '1000m', memory: '0.5Gi' } } }),
    pod({}, { resources: { requests: { cpu: 1, memory: '512Mi' } } }),
  ],
  [
    'what is limited is asked for',
    pod({}, { resources: { limits: { memory: '1Gi' } } }),
    pod({}, { resources: { limits: { memory: '1Gi' }, requests: { memory: '1Gi' } } }),
  ],
  ['an image with a version is pulled once', pod({}, { imagePullPolicy: 'IfNotPresent' }), pod({})],
  [
    'of two variables of one name the last counts',
    pod(
      {},
      {
        env: [
          { name: 'A', value: '1' },
          { name: 'A', value: '2' },
        ],
      },
    ),
    pod({}, { env: [{ name: 'A', value: '2' }] }),
  ],
  [
    'the order of keys, volumes and mounts means nothing',
    pod({
      volumes: [
        { name: 'v', nfs: { server: 's', path: '/' } },
        { name: 'w', emptyDir: {} },
      ],
    }),
    pod({
      volumes: [
        { emptyDir: {}, name: 'w' },
        { nfs: { path: '/', server: 's' }, name: 'v' },
      ],
    }),
  ],
  [
    'the defaults of an autoscaler are rates',
    {
      spec: {
        behavior: {
          scaleUp: {
            policies: [
              { type: 'Pods', value: 4, periodSeconds: 15 },
              { type: 'Percent', value: 100, periodSeconds: 15 },
            ],
          },
        },
      },
    },
    { spec: {} },
  ],
  [
    'a number in a text of KEDA is a number',
    { spec: { triggers: [{ type: 'x', metadata: { value: '5.0' } }] } },
    { spec: { triggers: [{ type: 'x', metadata: { value: 5 } }] } },
  ],
  [
    'what the API server writes is nobody’s',
    { metadata: { name: 'a', uid: 'x', creationTimestamp: null }, status: { replicas: 1 } },
    { metadata: { name: 'a' } },
  ],
];
for (const [name, was, is] of same) {
  test(name, () => assert.equal(linesOf(was, is), []));
}

const different: readonly (readonly [
  name: string,
  was: JsonObject,
  is: JsonObject,
  lines: readonly string[],
])[] = [
  [
    'a selector of all is not a selector of none',
    { kind: 'Pod', spec: { affinity: { labelSelector: {} } } },
    { kind: 'Pod', spec: {} },
    ['spec.affinity.labelSelector: {} → nothing'],
  ],
  [
    'latest is pulled always',
    pod({}, { image: 'a:latest' }),
    pod({}, { image: 'a:latest', imagePullPolicy: 'IfNotPresent' }),
    ['spec.template.spec.containers.worker.imagePullPolicy: nothing → "IfNotPresent"'],
  ],
  [
    'a credential is not shown again',
    pod(
      {},
      {
        env: [{ name: 'DB_PASSWORD', value: 'opensesame' }],
        args: ['--url=amqp://u:opensesame@h/'],
      },
    ),
    pod({}, { env: [{ name: 'DB_PASSWORD', valueFrom: { fieldRef: { fieldPath: 'x' } } }] }),
    [
      'spec.template.spec.containers.worker.args: ["(a credential)"] → nothing',
      'spec.template.spec.containers.worker.env.DB_PASSWORD.value: "(a credential)" → nothing',
      'spec.template.spec.containers.worker.env.DB_PASSWORD.valueFrom.fieldRef.fieldPath: nothing → "x"',
    ],
  ],
  [
    'names that every object has are names like others',
    { metadata: { labels: { constructor: 'x' } } },
    { metadata: { labels: { toString: 'y' } } },
    ['metadata.labels.constructor: "x" → nothing', 'metadata.labels.toString: nothing → "y"'],
  ],
];
for (const [name, was, is, lines] of different) {
  test(name, () => assert.equal(linesOf(was, is), lines));
}

function linesOf(was: JsonObject, is: JsonObject): readonly string[] {
  return differences(comparable(was, 'a'), comparable(is, 'a')).map(differenceText);
}

test.run();
