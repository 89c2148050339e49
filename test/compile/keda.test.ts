import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fallback } from '../../src/compile/pool/fallback.ts';
import { scaleBehavior } from '../../src/compile/pool/scale-behavior.ts';
import { scaledObject } from '../../src/compile/pool/scaled-object.ts';
import { signalScaler } from '../../src/compile/triggers/signal-scaler.ts';
import type { AfterLoss, Demand, Scaling } from '../../src/model/scaling.ts';
import { millis } from '../../src/model/units.ts';
import { environment, scaling } from '../builders.ts';
import { analyses, list, office, pool, proportional, queue, samples, series } from './samples.ts';

const minute = millis(60_000);
const amqpOnly = { name: 'main', amqp: { name: 'rabbitmq', key: 'amqp' } };
const busy: Demand = { mode: 'whileBusy', signal: queue, workers: 4 };

const fallbacks: readonly { name: string; next: AfterLoss; replicas?: number }[] = [
  { name: 'to hold is no fallback, since KEDA then does nothing', next: 'hold' },
  { name: 'exactly so many', next: { workers: 3 }, replicas: 3 },
  { name: 'at least so many', next: { atLeast: 2 }, replicas: 2 },
  { name: 'zero workers are never a fallback', next: { workers: 0 } },
  { name: 'at least zero is to hold', next: { atLeast: 0 } },
];
for (const { name, next, replicas } of fallbacks) {
  test(name, () => {
    const lost = { onSignalLoss: { holdFor: minute, next } };
    assert.is(fallback(scaling(proportional(queue), lost))?.replicas, replicas);
  });
}

test('a fixed number has no signal to lose and no fallback', () => {
  const lost = { onSignalLoss: { holdFor: minute, next: { workers: 3 } } };
  assert.is(fallback(scaling({ mode: 'fixed', workers: 2 }, lost)), undefined);
});

test('at least so many is told to KEDA, and exactly so many is what it does anyway', () => {
  const behavior = (next: AfterLoss) =>
    fallback(scaling(proportional(queue), { onSignalLoss: { holdFor: minute, next } }));
  assert.is(behavior({ atLeast: 2 })?.behavior, 'currentReplicasIfHigher');
  assert.not('behavior' in (behavior({ workers: 3 }) ?? {}));
});

// KEDA counts when the HPA asks, which is every 15 s, and not when it polls.
const thresholds: readonly [holdFor: number, polling: number, failures: number][] = [
  [600_000, 15_000, 40],
  [600_000, 7_000, 40],
  [600_000, 300_000, 40],
  [601_000, 500, 41],
  [10_000, 15_000, 1],
  [0, 15_000, 1],
];
for (const [holdFor, polling, failures] of thresholds) {
  test(`a hold of ${holdFor} ms, read every ${polling} ms, is ${failures} failures`, () => {
    const demand = proportional(queue);
    const found = fallback(
      scaling(demand, {
        pollingInterval: millis(polling),
        onSignalLoss: { holdFor: millis(holdFor), next: { workers: 1 } },
      }),
    );
    assert.is(found?.failureThreshold, failures);
  });
}

test('without rates the HPA may add the whole pool at once and remove all at once', () => {
  assert.equal(scaleBehavior(scaling(proportional(queue), { max: 50, hold: minute })), {
    scaleUp: {
      stabilizationWindowSeconds: 0,
      selectPolicy: 'Max',
      policies: [{ type: 'Pods', value: 50, periodSeconds: 15 }],
    },
    scaleDown: { stabilizationWindowSeconds: 60 },
  });
});

const impossible: readonly { name: string; demand: Demand; changes?: Partial<Scaling> }[] = [
  { name: 'mode deadline', demand: { mode: 'deadline', signal: queue, drain: { within: minute } } },
  { name: 'mode perNode', demand: { mode: 'perNode', nodes: {} } },
  { name: 'mode platform', demand: { mode: 'platform', signal: analyses } },
  { name: 'mode manual', demand: { mode: 'manual', workers: 1 } },
  { name: 'Oasis analyses', demand: proportional(analyses) },
  { name: 'half a Redis entry', demand: proportional(list, 0.5) },
  {
    name: 'unacknowledged messages without a management URL',
    demand: proportional({ ...queue, connection: amqpOnly }),
  },
  {
    name: 'a cap in a window',
    demand: proportional(queue),
    changes: { schedule: [{ ...office, atMost: 3 }] },
  },
  {
    name: 'a window without an end',
    demand: proportional(queue),
    changes: { schedule: [{ cron: '0 8 * * *', timezone: 'Etc/UTC', length: minute, atLeast: 1 }] },
  },
  { name: 'whileBusy with workers when idle', demand: busy, changes: { min: 1 } },
  { name: 'whileBusy with windows', demand: busy, changes: { schedule: [office] } },
];
for (const { name, demand, changes } of impossible) {
  test(`${name} is not handed to KEDA`, () => {
    const refused = pool('keda', demand, changes);
    assert.throws(() => scaledObject(refused, environment(), signalScaler(refused)), /KEDA/);
  });
}

test('a token and a password for one Prometheus are not handed to KEDA', () => {
  const secret = { name: 'prometheus', key: 'any' };
  const connection = {
    ...series.connection,
    bearerToken: secret,
    basic: { username: secret, password: secret },
  };
  const refused = pool('keda', proportional({ ...series, connection }));
  assert.throws(() => signalScaler(refused), /a bearer token or a password for Prometheus main/);
});

for (const [name, sample] of Object.entries(samples)) {
  if (sample.engine.name !== 'keda') continue;

  test(`the triggers of ${name} have names of their own and texts for values`, () => {
    const { spec } = scaledObject(sample, environment(), signalScaler(sample));
    const names = spec.triggers.map((trigger) => trigger.name);
    assert.is(new Set(names).size, names.length);
    for (const { metadata } of spec.triggers) {
      for (const value of Object.values(metadata)) assert.type(value, 'string');
    }
  });
}

test.run();
