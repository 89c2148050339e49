import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { keyOf } from '../../../../src/runtime/signals/wanted-signal.ts';
import { whileReading } from '../../../conformance/while-running.ts';
import { prometheus, withPrometheus } from '../../../servers/shared.ts';
import { until } from '../../../testbed/until.ts';
import { makePrometheusSubject, query } from './subject.ts';

const test = suite('Prometheus');

const gaps = [
  { name: 'nothing', text: 'work_waiting{name="nobody"}', says: /gives nothing/ },
  {
    name: 'several series',
    text: 'work_waiting{name=~"one|two"}',
    says: /gives 2 series, not one/,
  },
  { name: 'NaN', text: 'work_waiting{name="nan"}', says: /gives NaN/ },
  { name: 'a division by zero', text: 'vector(0) / vector(0)', says: /gives NaN/ },
  { name: 'an infinity', text: 'work_waiting{name="infinite"}', says: /gives \+Inf/ },
  { name: 'a negative number', text: 'work_waiting{name="one"} - 5', says: /less than nothing/ },
  { name: 'a range', text: 'work_waiting{name="one"}[1m]', says: /gives a matrix/ },
  { name: 'a text', text: '"one"', says: /gives a string/ },
  { name: 'what Prometheus cannot read', text: 'sum(', says: /the query failed: .*parse error/ },
];

withPrometheus(test, 'whatever is no amount is a gap that says what it is', async () => {
  const server = await prometheus();
  const subject = await makePrometheusSubject(server);
  server.exporter.set('one', 1);
  server.exporter.set('two', 2);
  server.exporter.set('nan', 'NaN');
  server.exporter.set('infinite', '+Inf');
  await whileReading(subject, async ({ want, recorder }) => {
    const good = query('sum(work_waiting{name=~"one|two"})');
    want([good]);
    await recorder.sample(keyOf(good), 3);
    want([good, ...gaps.map(({ text }) => query(text))]);
    for (const { name, text, says } of gaps) {
      const because = await recorder.gap(keyOf(query(text)));
      assert.match(because, says, name);
      assert.not.ok(
        recorder.of(keyOf(query(text))).some(({ ok }) => ok),
        name,
      );
    }
    await recorder.sample(keyOf(good), 3);
  });
});

withPrometheus(
  test,
  'a scalar is a number, and a sum over nothing with a zero written in is zero',
  async () => {
    const subject = await makePrometheusSubject(await prometheus());
    await whileReading(subject, async ({ want, recorder }) => {
      const [scalar, zero] = [query('scalar(vector(7))'), query('sum(nothing) or vector(0)')];
      want([scalar, zero]);
      await recorder.sample(keyOf(scalar), 7);
      await recorder.sample(keyOf(zero), 0);
    });
  },
);

withPrometheus(test, 'a sample is as old as its scrape, not as the question', async () => {
  const server = await prometheus();
  const subject = await makePrometheusSubject(server);
  server.exporter.set('one', 1);
  await whileReading(subject, async ({ want, recorder }) => {
    const [plain, sum] = [
      query('work_waiting{name="one"}'),
      query('sum(work_waiting{name="one"})'),
    ];
    want([plain, sum]);
    for (const signal of [plain, sum]) {
      await recorder.sample(keyOf(signal), 1);
      recorder.clear();
      // Asked several times between two scrapes, they are the same sample.
      const [first, second] = [await nth(signal, 0), await nth(signal, 1)];
      const scraped = second.sampledAt - first.sampledAt;
      const asked = second.arrivedAt - first.arrivedAt;
      assert.ok(asked > 0 && (scraped < asked || scraped >= 900), `${scraped} of ${asked} ms`);
    }
    function nth(signal: typeof plain, index: number) {
      return until('it is reported', async () => {
        const found = recorder.of(keyOf(signal))[index];
        return found?.ok === true ? found.sample : undefined;
      });
    }
  });
});

withPrometheus(
  test,
  'a target that is gone is a gap as soon as Prometheus has noticed',
  async () => {
    const server = await prometheus();
    const subject = await makePrometheusSubject(server);
    const signal = await subject.put('one', 4);
    await whileReading(subject, async ({ want, recorder }) => {
      want([signal]);
      await recorder.sample(keyOf(signal), 4);
      await server.exporter.stop();
      try {
        assert.match(await recorder.gap(keyOf(signal)), /gives nothing/);
      } finally {
        await server.exporter.start();
      }
      await recorder.sample(keyOf(signal), 4);
    });
  },
);

withPrometheus(
  test,
  'a Prometheus that is restarted makes gaps and then samples again',
  async () => {
    const server = await prometheus();
    const subject = await makePrometheusSubject(server);
    const signal = await subject.put('one', 4);
    await whileReading(subject, async ({ want, recorder }) => {
      want([signal]);
      await recorder.sample(keyOf(signal), 4);
      await server.stop();
      try {
        await recorder.gap(keyOf(signal));
      } finally {
        await server.start();
      }
      await recorder.sample(keyOf(signal), 4);
    });
  },
);

test.run();
