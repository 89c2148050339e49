import type { Demand } from '../../../src/model/scaling.ts';
import { millis } from '../../../src/model/units.ts';
import { createActor, type Work } from './actor.ts';
import type { Cell } from './cell.ts';
import type { Chance } from './chance.ts';
import { randomGroup, randomScript } from './random-cell.ts';

/** A cell without windows and interventions whose sources are well and whose demand stays as it is. */
export function steadyCell(chance: Chance, workOf: (chance: Chance) => Work): Cell {
  const isGroup = chance.isTrue(0.7);
  const ids = isGroup ? ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, chance.int(2, 6)) : ['a'];
  const group = randomGroup(ids, chance);
  const actors = ids.map((id) => {
    const { intervention, ...script } = randomScript(id, chance, isGroup ? 'grouped' : 'alone');
    const { demand } = script.scaling;
    return createActor({
      ...script,
      scaling: { ...script.scaling, schedule: [], demand: lasting(demand) },
      health: () => 'well',
      work: workOf(chance),
    });
  });
  return isGroup ? { group, actors } : { actors };
}

// A time of day that comes nearer wants more and more.
function lasting(demand: Demand<unknown>): Demand<unknown> {
  return demand.mode === 'deadline' ? { ...demand, drain: { within: millis(600_000) } } : demand;
}
