import { test } from 'uvu';
import { poolText } from './document.ts';
import { type Case, testFindings } from './findings.ts';

const cases: readonly Case[] = [
  { name: 'a pool as the operator takes it has no findings', text: poolText(), found: [] },
  {
    name: 'a misspelt field names the required one it stands for',
    text: poolText({ taskType: '  tasktype: resize' }),
    found: [
      [
        'error[unknown-field]',
        'tasktype',
        'there is no field `spec.tasktype`',
        'did you mean `taskType`?',
      ],
      [
        'error[missing-field]',
        'spec',
        '`spec.taskType` is required',
        'add the task name as workflow.json has it',
      ],
    ],
  },
  {
    name: 'a word of other tools is translated',
    text: poolText({ max: '  maxReplicas: 5' }),
    found: [
      [
        'error[unknown-field]',
        'maxReplicas',
        'there is no field `spec.maxReplicas`',
        'did you mean `maxReplicaCount`?',
      ],
    ],
  },
  {
    name: 'a field like none is to be removed',
    text: poolText({ max: '  colour: green' }),
    found: [
      [
        'error[unknown-field]',
        'colour',
        'there is no field `spec.colour`',
        'the operator ignores it; remove it',
      ],
    ],
  },
  {
    name: 'a document of 2022 is told which field it lacks',
    text: poolText({ prometheusUrl: null }),
    found: [
      [
        'error[missing-field]',
        'spec',
        '`spec.prometheusUrl` is required',
        'documents of 2022 had none; add it, for example http://monitoring-prometheus.default:9090',
      ],
    ],
  },
  {
    name: 'a missing request is marked where it belongs',
    text: poolText({ memory: null }),
    found: [
      [
        'error[missing-field]',
        'requests',
        '`spec.initialResources.requests.memory` is required',
        'add the bytes, for example "524288000"',
      ],
    ],
  },
  {
    name: 'a field set to nothing counts as missing',
    text: poolText({ image: '  image:' }),
    found: [
      [
        'error[missing-field]',
        'image',
        '`spec.image` is required',
        'add the image of the worker; values that lie over others are given after those',
      ],
    ],
  },
  {
    name: 'an optional field set to nothing has its default',
    text: poolText({ min: '  minReplicaCount:' }),
    found: [],
  },
  {
    name: 'a number where a text belongs is to be quoted',
    text: poolText({ taskType: '  taskType: 12' }),
    found: [
      [
        'error[wrong-value]',
        '12',
        '`spec.taskType` must be a text that is not empty, got 12',
        'put it in quotes',
      ],
    ],
  },
  {
    name: 'a text where a number belongs is shown',
    text: poolText({ min: '  minReplicaCount: "1"' }),
    found: [
      ['error[wrong-value]', '"1"', '`spec.minReplicaCount` must be a whole number, got "1"'],
    ],
  },
  {
    name: 'a list where a map belongs is named',
    text: poolText({ requests: '    requests: []', cpu: null, memory: null }),
    found: [
      [
        'error[wrong-value]',
        '[]',
        '`spec.initialResources.requests` must be a map, got an empty list',
      ],
    ],
  },
  {
    name: 'what the API server writes is passed over',
    text: poolText({
      namespace: '  namespace: photos\n  uid: 1-2\n  generation: 3\n  managedFields: []',
      max: '  maxReplicaCount: 50',
      status: '{}',
    }).replace('  {}', 'status: {conditions: []}'),
    found: [],
  },
  {
    name: 'another version of the resource is refused',
    text: poolText({ apiVersion: 'apiVersion: hyperflow.agh.edu.pl/v2' }),
    found: [
      [
        'error[wrong-value]',
        'hyperflow.agh.edu.pl/v2',
        '`apiVersion` must be hyperflow.agh.edu.pl/v1, got "hyperflow.agh.edu.pl/v2"',
      ],
    ],
  },
];

testFindings(test, cases);

test.run();
