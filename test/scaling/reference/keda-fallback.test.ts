import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { proposeReplicas } from '../../../src/scaling/reference/hpa-proposal.ts';
import {
  type FallbackTarget,
  type KedaFallback,
  stepKedaMetric,
} from '../../../src/scaling/reference/keda-fallback.ts';

const fallback: KedaFallback = { failureThreshold: 3, replicas: 6, behavior: 'static' };
const target: FallbackTarget = { type: 'averageValue', target: 5, current: 4, ready: 4 };

const cases: readonly {
  readonly name: string;
  readonly fallback?: Partial<KedaFallback> | 'none';
  readonly target?: Partial<FallbackTarget>;
  readonly failures: number;
  readonly value?: number;
  readonly metric: number | undefined;
}[] = [
  { name: 'an answer is the metric', failures: 2, value: 17, metric: 17 },
  { name: 'as many failures as the threshold are an error', failures: 2, metric: undefined },
  { name: 'one more makes a metric of six for each', failures: 3, metric: 30 },
  {
    name: 'without a fallback it stays an error',
    fallback: 'none',
    failures: 99,
    metric: undefined,
  },
  {
    name: 'the present number',
    fallback: { behavior: 'currentReplicas' },
    failures: 3,
    metric: 20,
  },
  {
    name: 'the present number is lower',
    fallback: { behavior: 'currentReplicasIfHigher' },
    failures: 3,
    metric: 30,
  },
  {
    name: 'the present number is higher',
    fallback: { behavior: 'currentReplicasIfHigher' },
    target: { current: 9 },
    failures: 3,
    metric: 45,
  },
  {
    name: 'the lower of the two is the present number',
    fallback: { behavior: 'currentReplicasIfLower' },
    failures: 3,
    metric: 20,
  },
  {
    name: 'a value for all is by those that are ready',
    target: { type: 'value', target: 10 },
    failures: 3,
    metric: 15,
  },
  {
    name: 'a value for all while none is ready is an error',
    target: { type: 'value', ready: 0 },
    failures: 3,
    metric: undefined,
  },
];

for (const { name, fallback: over, target: other, failures, value, metric } of cases) {
  test(name, () => {
    const said = over === 'none' ? undefined : { ...fallback, ...over };
    assert.equal(stepKedaMetric(said, failures, value, { ...target, ...other }), {
      failures: value === undefined ? failures + 1 : 0,
      metric,
    });
  });
}

for (const type of ['averageValue', 'value'] as const) {
  test(`the HPA takes the ${type} that is made up for six for six`, () => {
    const { metric } = stepKedaMetric(fallback, 3, undefined, { ...target, type });
    const metrics = [{ type, target: 5, value: metric }];
    const near = { up: 0.1, down: 0.1 };
    assert.is(proposeReplicas(metrics, { current: 4, ready: 4 }, near), 6);
  });
}

test.run();
