import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseQuantity } from '../../../src/model/quantity.ts';
import {
  chartShare,
  forkShare,
  upstreamFit,
  upstreamWorkers,
} from '../../../src/scaling/allocate/upstream-share.ts';

interface Amounts {
  readonly cpu?: number;
  readonly memory?: number;
}

interface Vector {
  readonly id: string;
  readonly formula: 'chart' | 'wpok';
  readonly input: {
    readonly S: number | null;
    readonly T: number | null;
    readonly quotas: readonly Amounts[];
    readonly requests: Amounts;
    readonly min: number;
    readonly max: number;
  };
  readonly R: number | null;
  readonly metric: number | null;
  readonly replicas: number;
  readonly note: string;
}

const { vectors }: { readonly vectors: readonly Vector[] } = JSON.parse(
  readFileSync(new URL('../../fixtures/formula-vectors.json', import.meta.url), 'utf8'),
);

test('there are 37 vectors to prove', () => assert.is(vectors.length, 37));

for (const { id, formula, input, R, metric, replicas, note } of vectors) {
  test(`${id}: ${note}`, () => {
    const fit = upstreamFit(input.quotas.map(amounts), amounts(input.requests));
    assert.is(fit, R ?? undefined);
    const share = formula === 'chart' ? chartShare : forkShare;
    const found = share(input.S ?? undefined, input.T ?? undefined, fit);
    assert.is(found, metric ?? undefined);
    assert.is(upstreamWorkers(found, input), replicas);
  });
}

const quota = [amounts({ cpu: 21, memory: 64424509440 })];

test('a total that is not there counts as one message, so that the share explodes', () => {
  assert.is(chartShare(100, undefined, upstreamFit(quota, amounts({ cpu: 1 }))), 1890);
});

test('a worker that asks for nothing has an infinite share of a backlog, which is not active', () => {
  const fit = upstreamFit(quota, new Map());
  assert.is(fit, Number.POSITIVE_INFINITY);
  assert.is(chartShare(10, 10, fit), Number.POSITIVE_INFINITY);
  assert.is(upstreamWorkers(chartShare(10, 10, fit), { min: 1, max: 9 }), 1);
});

test('a worker that asks for nothing has no share that is a number while it has no backlog', () => {
  const metric = chartShare(0, 10, upstreamFit(quota, new Map()));
  assert.ok(Number.isNaN(metric));
  assert.is(upstreamWorkers(metric, { min: 0, max: 9 }), 0);
});

test('nothing of nothing is no number, and decides only where nothing else does', () => {
  const none = [amounts({ cpu: 0 })];
  assert.ok(Number.isNaN(upstreamFit(none, new Map())));
  assert.is(upstreamFit([...none, ...quota], amounts({ memory: 524288000 })), 122);
});

for (const [messages, total, metric] of [
  [1, 1, 1],
  [100, 400, 6],
  [440, 440, 21],
] as const) {
  test(`the fork gives ${metric} for ${messages} of ${total} messages`, () =>
    assert.is(forkShare(messages, total, upstreamFit(quota, amounts({ cpu: 1 }))), metric));
}

test('the fork never wants more workers than there are messages', () => {
  assert.is(forkShare(5, undefined, 21), 5);
});

test('shares of a total that has all queues in it pass nine tenths of the quota by less than a worker each', () => {
  const queues = [620, 1100, 180];
  const wanted = queues.map((messages) => chartShare(messages, 1900, 21) ?? 0);
  const sum = wanted.reduce((a, b) => a + b, 0);
  assert.ok(sum < 0.9 * 21 + queues.length, String(sum));
});

test.run();

function amounts({ cpu, memory }: Amounts): ReadonlyMap<string, bigint> {
  const entries = [
    ['requests.cpu', cpu],
    ['requests.memory', memory],
  ] as const;
  return new Map(
    entries.flatMap(([name, amount]) =>
      amount === undefined ? [] : [[name, parseQuantity(amount)!.nano] as const],
    ),
  );
}
