import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { resolvedScaling } from '../../../src/compile/pool/resolved-scaling.ts';
import { fieldsOfMode } from '../../../src/language/pool/mode-fields.ts';
import { modes } from '../../../src/language/schema/scaling.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Demand, Idleness, Mode } from '../../../src/model/scaling.ts';
import { millis } from '../../../src/model/units.ts';
import { scaling } from '../../builders.ts';
import { analyses, office, proportional, queue, samples, usage } from '../samples.ts';

const serviceTime = millis(90_000);
const demands: Readonly<Record<Mode, readonly Demand[]>> = {
  fixed: [{ mode: 'fixed', workers: 3 }],
  whileBusy: [{ mode: 'whileBusy', signal: queue, workers: 3 }],
  proportional: [proportional(queue)],
  share: [{ mode: 'share', signal: queue, formula: 'roster', weight: 2 }],
  deadline: [
    { mode: 'deadline', signal: queue, drain: { within: millis(60_000) }, serviceTime },
    { mode: 'deadline', signal: queue, drain: { by: '06:00', timezone: 'Etc/UTC' } },
  ],
  perNode: [{ mode: 'perNode', nodes: {} }],
  platform: [{ mode: 'platform', signal: analyses }],
  manual: [{ mode: 'manual', workers: 3 }],
  utilization: [usage],
};
const rate = { workers: 1, per: millis(60_000) };

for (const mode of modes) {
  test(`a resource in mode ${mode} has the fields that a policy of that mode may write, and no others`, () => {
    const written = demands[mode].flatMap((demand) =>
      Object.keys(
        resolvedScaling(
          scaling(demand, {
            schedule: mode === 'utilization' ? [] : [office],
            up: rate,
            down: rate,
            idleness: { from: 'broker' },
          }),
        ),
      ),
    );
    const fields = [...new Set(written)].filter((field) => field !== 'mode');
    assert.equal(fields.toSorted(), fieldsOfMode[mode].toSorted());
  });
}

for (const [name, { scaling: sample }] of Object.entries(samples)) {
  test(`the resource of ${name} says nothing that its policy could not`, () => {
    const may = ['mode', ...fieldsOfMode[sample.demand.mode]];
    const others = Object.keys(resolvedScaling(sample)).filter((field) => !may.includes(field));
    assert.equal(others, []);
  });
}

const said: readonly (readonly [Idleness | undefined, JsonObject])[] = [
  [undefined, {}],
  [{ from: 'broker' }, { idleness: { broker: {} } }],
  [
    { from: 'annotation', key: 'example.org/state' },
    { idleness: { annotation: 'example.org/state' } },
  ],
  [
    { from: 'http', port: 8080, path: '/idle' },
    { idleness: { http: { port: 8080, path: '/idle' } } },
  ],
];
for (const [idleness, expected] of said) {
  test(`who says which workers are idle is spelled out: ${JSON.stringify(expected)}`, () => {
    const { idleness: written } = resolvedScaling(
      scaling(proportional(queue), { victims: 'idle', ...(idleness && { idleness }) }),
    );
    assert.equal(written === undefined ? {} : { idleness: written }, expected);
  });
}

test('a fixed number without windows has nothing to hold', () => {
  const still = scaling({ mode: 'fixed', workers: 3 });
  assert.equal(resolvedScaling(still), { mode: 'fixed', workers: 3 });
});

test.run();
