import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type HpaMetric,
  proposeReplicas,
  type Tolerance,
} from '../../../src/scaling/reference/hpa-proposal.ts';

const average = (value: number | undefined, target = 10): HpaMetric => ({
  type: 'averageValue',
  target,
  value,
});
const total = (value: number | undefined, target = 20): HpaMetric => ({
  type: 'value',
  target,
  value,
});

const cases: readonly {
  readonly name: string;
  readonly metrics: readonly HpaMetric[];
  readonly current: number;
  readonly ready?: number;
  readonly tolerance?: Partial<Tolerance>;
  readonly proposal: number | undefined;
}[] = [
  { name: 'twice the target is twice the pods', metrics: [average(100)], current: 5, proposal: 10 },
  { name: 'a part of a pod is a pod', metrics: [average(101)], current: 5, proposal: 11 },
  { name: '8 % more is near enough', metrics: [average(54)], current: 5, proposal: 5 },
  { name: '12 % more is not', metrics: [average(56)], current: 5, proposal: 6 },
  { name: '20 % less is not', metrics: [average(40)], current: 5, proposal: 4 },
  {
    name: 'a wider tolerance downwards keeps them',
    metrics: [average(40)],
    current: 5,
    tolerance: { down: 0.3 },
    proposal: 5,
  },
  {
    name: 'a wider tolerance upwards does not',
    metrics: [average(40)],
    current: 5,
    tolerance: { up: 0.5 },
    proposal: 4,
  },
  {
    name: 'a wider tolerance upwards holds growth back',
    metrics: [average(70)],
    current: 5,
    tolerance: { up: 0.5 },
    proposal: 5,
  },
  { name: 'from no pods any value counts', metrics: [average(1)], current: 0, proposal: 1 },
  { name: 'from no pods nothing wants none', metrics: [average(0)], current: 0, proposal: 0 },
  {
    name: 'a value for all pods counts those that are ready',
    metrics: [total(30)],
    current: 6,
    ready: 4,
    proposal: 6,
  },
  { name: 'a value for all from no pods', metrics: [total(30)], current: 0, proposal: 2 },
  { name: 'a value for all that is near', metrics: [total(21)], current: 6, proposal: 6 },
  {
    name: 'the metric that wants most decides',
    metrics: [average(10), average(25)],
    current: 3,
    proposal: 3,
  },
  {
    name: 'a metric that fails lets another raise',
    metrics: [average(undefined), average(90)],
    current: 3,
    proposal: 9,
  },
  {
    name: 'a metric that fails lets no other lower',
    metrics: [average(undefined), average(10)],
    current: 3,
    proposal: undefined,
  },
  {
    name: 'no answer is no proposal',
    metrics: [total(undefined)],
    current: 3,
    proposal: undefined,
  },
  { name: 'no metric is no proposal', metrics: [], current: 3, proposal: undefined },
];

for (const { name, metrics, current, ready = current, tolerance, proposal } of cases) {
  test(name, () => {
    const near = { up: 0.1, down: 0.1, ...tolerance };
    assert.is(proposeReplicas(metrics, { current, ready }, near), proposal);
  });
}

test.run();
