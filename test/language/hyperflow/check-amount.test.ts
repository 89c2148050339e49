import { test } from 'uvu';
import { poolText } from './document.ts';
import { type Case, testFindings } from './findings.ts';

const plainCpu =
  'the operator copies it into its rule, which Prometheus does not parse (2.54 and later may read a time), so the pool never scales; Roster reads it as';
const bare = 'the API server refuses a bare number here; Roster reads it as';
const cases: readonly Case[] = [
  {
    name: 'milli-cores are read, and the operator would not',
    text: poolText({ cpu: '      cpu: 500m' }),
    found: [
      [
        'warning[hyperflow-value]',
        '500m',
        '`spec.initialResources.requests.cpu` must be a plain number of cores, got 500m',
        `${plainCpu} 0.5 cores`,
      ],
    ],
  },
  {
    name: 'mebibytes are read, and the operator would not',
    text: poolText({ memory: '      memory: 128Mi' }),
    found: [
      [
        'warning[hyperflow-value]',
        '128Mi',
        '`spec.initialResources.requests.memory` must be a plain number of bytes, got 128Mi',
        `${plainCpu} 134217728 bytes`,
      ],
    ],
  },
  {
    name: 'an exponent is a plain number to Prometheus',
    text: poolText({ cpu: '      cpu: "1e-1"', memory: '      memory: "1e9"' }),
    found: [],
  },
  {
    name: 'units in limits never reach the rule',
    text: poolText({ limits: '  limits: {cpu: 500m, memory: 1Gi}' }),
    found: [],
  },
  {
    name: 'a bare number is read, and the API server would not',
    text: poolText({ cpu: '      cpu: 0.5' }),
    found: [
      [
        'warning[hyperflow-value]',
        '0.5',
        '`spec.initialResources.requests.cpu` must be a text, got the number 0.5',
        `${bare} 0.5 cores; put it in quotes`,
      ],
    ],
  },
  {
    name: 'what is no amount is refused',
    text: poolText({ memory: '      memory: "-1"' }),
    found: [
      [
        'error[invalid-quantity]',
        '"-1"',
        '`spec.initialResources.requests.memory` must be a Kubernetes quantity, got "-1"',
        'write "524288000"',
      ],
    ],
  },
  {
    name: 'a worker that asks for nothing never scales',
    text: poolText({ cpu: '      cpu: "0"', memory: '      memory: "0"' }),
    found: [
      [
        'error[hyperflow-value]',
        'requests',
        '`spec.initialResources.requests` must ask for some cpu or memory, got 0 and 0',
        'without a request the number of workers that fit is infinite, and the operator never scales the pool',
      ],
    ],
  },
];

testFindings(test, cases);

test.run();
