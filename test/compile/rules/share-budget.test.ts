import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { shareBudget } from '../../../src/compile/rules/share-budget.ts';
import type { Scaling } from '../../../src/model/scaling.ts';
import { millis } from '../../../src/model/units.ts';
import type { WorkerPool } from '../../../src/model/worker-pool.ts';
import { amounts, capacityGroup, estate, worker, workerPool } from '../../builders.ts';
import { sharePool } from './pools.ts';

interface Case {
  readonly name: string;
  readonly quota: Readonly<Record<string, string>>;
  readonly requests?: Readonly<Record<string, string>>;
  readonly limits?: Readonly<Record<string, string>>;
  readonly scaling?: Partial<Scaling>;
  readonly others?: readonly WorkerPool[];
  readonly workers: number;
}

const window = { cron: '0 8 * * *', timezone: 'Etc/UTC', length: millis(3_600_000) };
const fixed = workerPool({
  name: 'fixed',
  group: 'budget',
  worker: worker({ requests: amounts({ cpu: '2' }) }),
});

const cases: readonly Case[] = [
  { name: '1.2 cores hold three of 0.4', quota: cpu('1.2'), requests: { cpu: '0.4' }, workers: 3 },
  {
    name: 'the tightest resource decides',
    quota: { ...cpu('21'), 'requests.memory': '2Gi' },
    requests: { cpu: '1', memory: '1Gi' },
    workers: 2,
  },
  { name: 'a pod is a resource too', quota: { ...cpu('21'), pods: '5' }, workers: 5 },
  {
    name: 'limits count by their limits',
    quota: { 'limits.cpu': '9' },
    limits: { cpu: '2' },
    workers: 4,
  },
  {
    name: 'a request that is not written is the limit',
    quota: { 'requests.nvidia.com/gpu': '7' },
    requests: {},
    limits: { 'nvidia.com/gpu': '2' },
    workers: 3,
  },
  { name: 'a fixed pool takes all its workers', quota: cpu('21'), others: [fixed], workers: 15 },
  { name: 'the own minimum is reserved', quota: cpu('21'), scaling: { min: 4 }, workers: 17 },
  {
    name: 'the highest window is reserved',
    quota: cpu('21'),
    scaling: {
      min: 4,
      schedule: [
        { ...window, atLeast: 9 },
        { ...window, atMost: 2 },
      ],
    },
    workers: 12,
  },
  {
    name: 'a reserve over the quota leaves nothing, not less',
    quota: cpu('5'),
    others: [fixed],
    workers: 0,
  },
  { name: 'a quota below one worker leaves nothing', quota: cpu('900m'), workers: 0 },
  {
    name: 'a quota of other resources sets no limit but the maximum',
    quota: { 'requests.memory': '1Gi' },
    workers: 50,
  },
  {
    name: 'a pool of the same group name in another namespace takes nothing',
    quota: cpu('21'),
    others: [{ ...fixed, namespace: 'elsewhere' }],
    workers: 21,
  },
];

for (const {
  name,
  quota,
  requests = { cpu: '1' },
  limits = {},
  others = [],
  workers,
  ...of
} of cases) {
  test(name, () => {
    const pool = sharePool('montage', 'mproject', {
      scaling: of.scaling ?? {},
      pool: { worker: worker({ requests: amounts(requests), limits: amounts(limits) }) },
    });
    const group = capacityGroup({ name: 'budget', quota: amounts(quota) });
    const whole = estate({ pools: [pool, ...others], groups: [group] });
    assert.is(shareBudget(pool, whole).workers, workers);
  });
}

for (const { weights, whole } of [
  { weights: [1, 1], whole: [1, 1] },
  { weights: [0.5, 1.5], whole: [1, 3] },
  { weights: [0.1, 0.3, 2.5], whole: [1, 3, 25] },
  { weights: [1e-7, 1], whole: [1, 10000000] },
]) {
  test(`weights ${weights.join(', ')} are ${whole.join(', ')} in whole numbers`, () => {
    const pools = weights.map((weight, index) =>
      sharePool('montage', `pool-${index}`, { demand: { weight } }),
    );
    const all = estate({ pools: [...pools, fixed], groups: [capacityGroup({ name: 'budget' })] });
    assert.equal(
      pools.map((pool) => Number(shareBudget(pool, all).weight)),
      whole,
    );
  });
}

test.run();

function cpu(amount: string): Readonly<Record<string, string>> {
  return { 'requests.cpu': amount };
}
