import { test } from 'uvu';
import { poolText } from './document.ts';
import { type Case, testFindings } from './findings.ts';

const secret =
  "as it is, dist/ carries the password as the operator's Deployment does; `roster import hyperflow` puts a Secret in its place";

const cases: readonly Case[] = [
  {
    name: 'a name with a leading digit breaks the rule',
    text: poolText({ name: '  name: 1000photos' }),
    found: [
      [
        'error[hyperflow-value]',
        '1000photos',
        '`metadata.name` must not start with a digit, got "1000photos"',
        'the operator names its recording rule `1000photos:replication_factor`, which Prometheus refuses; put a letter first',
      ],
    ],
  },
  {
    name: 'a name with a dot breaks the rule',
    text: poolText({ name: '  name: my-pool.v2' }),
    found: [
      [
        'error[hyperflow-value]',
        'my-pool.v2',
        '`metadata.name` must have no dot, got "my-pool.v2"',
        'the operator names its recording rule `my_pool.v2:replication_factor`, which Prometheus refuses; write `-` instead',
      ],
    ],
  },
  {
    name: 'a name of 55 characters is too long for its HPA',
    text: poolText({ name: `  name: ${'a'.repeat(55)}` }),
    found: [
      [
        'error[hyperflow-value]',
        'a'.repeat(55),
        `\`metadata.name\` must have at most 54 characters, got "${'a'.repeat(55)}"`,
        'the operator names its ScaledObject like the pool, and KEDA refuses the name `keda-hpa-<pool>` above 63 characters',
      ],
    ],
  },
  {
    name: 'a name of 54 characters is not',
    text: poolText({ name: `  name: ${'a'.repeat(54)}` }),
    found: [],
  },
  {
    name: 'a name in upper case is refused',
    text: poolText({ name: '  name: mProject' }),
    found: [
      [
        'error[hyperflow-value]',
        'mProject',
        '`metadata.name` must be lower-case letters, digits and `-`, and start and end with a letter or digit, got "mProject"',
        'the API server refuses other names',
      ],
    ],
  },
  {
    name: 'a name that YAML 1.1 reads as a boolean works here and not there',
    text: poolText({ name: '  name: "on"' }),
    found: [
      [
        'warning[hyperflow-value]',
        '"on"',
        '`metadata.name` must be a text to every reader, got "on"',
        'the operator writes it without quotes and then reads true; Roster quotes it',
      ],
    ],
  },
  {
    name: 'a namespace that is no name is refused',
    text: poolText({ namespace: '  namespace: Photos' }),
    found: [
      [
        'error[invalid-name]',
        'Photos',
        '`metadata.namespace` must be lower-case letters, digits and `-`, got "Photos"',
      ],
    ],
  },
  {
    name: 'a password in the broker address is a warning, and the pool compiles',
    text: poolText({ rabbitHostname: '  rabbitHostname: user:pass@rabbitmq:5672/' }),
    found: [
      [
        'warning[plain-text-credentials]',
        'user:pass@rabbitmq:5672/',
        '`spec.rabbitHostname` must not hold a credential in plain text, got a password inside a URL',
        secret,
      ],
    ],
  },
  {
    name: 'a password in the Redis address is a warning',
    text: poolText({ redisUrl: '  redisUrl: redis://:pass@redis:6379' }),
    found: [
      [
        'warning[plain-text-credentials]',
        'redis://:pass@redis:6379',
        '`spec.redisUrl` must not hold a credential in plain text, got a password inside a URL',
        secret,
      ],
    ],
  },
  {
    name: 'a scheme before the broker would come twice, and its password stays unsaid',
    text: poolText({ rabbitHostname: '  rabbitHostname: amqp://user:pass@rabbitmq' }),
    found: [
      [
        'error[hyperflow-value]',
        'amqp://user:pass@rabbitmq',
        '`spec.rabbitHostname` must be what follows amqp://, got "amqp://user:***@rabbitmq"',
        'write a host such as rabbitmq.default, or user:password@host:port/vhost',
      ],
    ],
  },
  {
    name: 'an address without its scheme is refused',
    text: poolText({
      prometheusUrl: '  prometheusUrl: prometheus:9090',
      redisUrl: '  redisUrl: redis:6379',
    }),
    found: [
      [
        'error[invalid-url]',
        'redis:6379',
        '`spec.redisUrl` must be a URL such as redis://redis:6379, got "redis:6379"',
      ],
      [
        'error[invalid-url]',
        'prometheus:9090',
        '`spec.prometheusUrl` must be a URL such as http://monitoring-prometheus.default:9090, got "prometheus:9090"',
      ],
    ],
  },
];

testFindings(test, cases);

test.run();
