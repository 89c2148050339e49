import { test } from 'uvu';
import { poolText } from './document.ts';
import { type Case, testFindings } from './findings.ts';

const cases: readonly Case[] = [
  {
    name: 'a minimum above the maximum is refused',
    text: poolText({ min: '  minReplicaCount: 9', max: '  maxReplicaCount: 3' }),
    found: [
      [
        'error[min-over-max]',
        '3',
        '`spec.maxReplicaCount` must be at least `spec.minReplicaCount`, got 3 and 9',
        'KEDA refuses the ScaledObject, so the pool never scales',
      ],
    ],
  },
  {
    name: 'a minimum above the default maximum is refused',
    text: poolText({ min: '  minReplicaCount: 51', max: null }),
    found: [
      [
        'error[min-over-max]',
        '51',
        '`spec.maxReplicaCount` must be at least `spec.minReplicaCount`, got 50 and 51',
        'KEDA refuses the ScaledObject, so the pool never scales',
      ],
    ],
  },
  {
    name: 'a maximum of zero is refused',
    text: poolText({ max: '  maxReplicaCount: 0' }),
    found: [
      [
        'error[hyperflow-value]',
        '0',
        '`spec.maxReplicaCount` must be at least 1, got 0',
        'KEDA refuses the ScaledObject, so the pool never scales; to stop a pool, remove it',
      ],
    ],
  },
  {
    name: 'a negative count is refused',
    text: poolText({ min: '  minReplicaCount: -1' }),
    found: [['error[wrong-value]', '-1', '`spec.minReplicaCount` must be at least 0, got -1']],
  },
  {
    name: 'a queue name with quotes is fine',
    text: poolText({ queue: `queueName: 'a"b{}'` }),
    found: [],
  },
  {
    name: 'an empty text is refused',
    text: poolText({ queue: 'queueName: ""' }),
    found: [
      ['error[wrong-value]', '""', '`spec.queueName` must be a text that is not empty, got ""'],
    ],
  },
  {
    name: 'options of a queue that only the fork makes are said',
    text: poolText({
      queue: 'queue: {name: photos, durable: true, autoDelete: false, arguments: {}}',
    }),
    found: [
      [
        'warning[hyperflow-value]',
        'durable',
        '`spec.queue.durable` must be declared by engine and workers, since Roster makes no queues',
        'the worker declares the queue with durable: false and expires: 6000000, and RabbitMQ refuses a second declaration that differs',
      ],
    ],
  },
  {
    name: 'a variable of the fork with two sources is refused',
    text: poolText({
      env: 'env: [{name: A, value: x, valueFrom: {fieldRef: {fieldPath: status.podIP}}}, {name: "b c"}, {name: D, valueFrom: {}}]',
    }),
    found: [
      [
        'error[conflicting-fields]',
        'valueFrom',
        '`spec.env[0]` must have either `value` or `valueFrom`, got both',
      ],
      [
        'error[wrong-value]',
        '"b c"',
        '`spec.env[1].name` must be letters, digits, `_`, `-` and `.`, got "b c"',
      ],
      ['error[wrong-value]', 'valueFrom', '`spec.env[2].valueFrom` must have exactly one source'],
    ],
  },
];

testFindings(test, cases);

test.run();
