import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { entryOf } from '../../../fakes/oasis-server/content.ts';
import { eventually } from '../../../fakes/oasis-server/eventually.ts';
import { busy, gale, isGap, one, scene, units } from './scene.ts';
import { sampleOf, surge, wanted } from './start.ts';

scene(
  'a model that the API does not know is a gap that says so',
  { models: [{ ...surge, model_id: 'SURGE' }], content: busy },
  async (_, running) => {
    const unknown = wanted({ model: 'Gale' });
    running.want([one, unknown]);
    await running.until('the other spelling is told', one.key, isGap);
    await running.until('the unknown model is told', unknown.key, isGap);
    assert.match(JSON.stringify(running.readings.get(one.key)!.at(-1)), /letter case/);
    assert.match(JSON.stringify(running.readings.get(unknown.key)!.at(-1)), /knows no such model/);
  },
);

scene(
  'settings that cannot be read keep their last good ones and touch no other model',
  { models: [surge, gale], content: busy },
  async (server, running) => {
    const other = wanted({ model: 'Gale' });
    running.want([one, other]);
    await running.until('there are two analyses', one.key, units(2));
    await running.until('the other is idle', other.key, units(0));
    server.behaviour.brokenModel = 41;
    server.behaviour.models = [
      surge,
      { ...gale, scaling_configuration: { scaling_strategy: 'QUEUE_LOAD' } },
    ];
    server.push([]);
    await running.until('it is idle', one.key, units(0));
    await eventually('the trouble is logged', () =>
      running.lines.some(({ message }) => /settings of a model failed/.test(message)),
    );
    await running.until('the other has new settings', other.key, (reading) =>
      JSON.stringify(reading).includes('QUEUE_LOAD'),
    );
    const { platform } = sampleOf(running.readings.get(one.key)!.at(-1)).load;
    assert.equal(platform!.settings, surge.scaling_configuration);
  },
);

scene(
  'settings that were never read are missing, the load is told all the same',
  { brokenModel: 41, content: busy },
  async (_, running) => {
    await running.until('there are two analyses', one.key, units(2));
    assert.is(sampleOf(running.readings.get(one.key)!.at(-1)).load.platform!.settings, undefined);
  },
);

scene(
  'an analysis that cannot be read is a gap of its queue alone',
  { models: [surge, gale] },
  async (server, running) => {
    const other = wanted({ model: 'Gale' });
    running.want([one, other]);
    await running.until('it is idle', one.key, units(0));
    server.push([
      {
        queue: { name: 'NorthSea-Surge-3-v2' },
        analyses: [{ analysis: { id: 1, sub_task_count: -1 } }],
      },
      entryOf('NorthSea-Gale-3-v2', [{ id: 2 }]),
    ]);
    await running.until('there is a gap', one.key, isGap);
    await running.until('the other is busy', other.key, units(1));
  },
);

scene(
  'a signal that is wanted later is told by the picture there is',
  { models: [surge, gale], content: busy },
  async (_, running) => {
    await running.until('there are two analyses', one.key, units(2));
    const other = wanted({ model: 'Gale' });
    running.want([one, other]);
    await running.until('the other is idle', other.key, units(0));
  },
);

test.run();
