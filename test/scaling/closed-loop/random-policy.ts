import type { Demand, Rate, Scaling, Window } from '../../../src/model/scaling.ts';
import { millis } from '../../../src/model/units.ts';
import type { Chance } from './chance.ts';

const seconds = (length: number) => millis(length * 1_000);

/** How a demand is chosen; `grouped` has the modes that are for groups alone. */
export type Setting = 'alone' | 'grouped';

const modes: Readonly<Record<Setting, readonly Demand['mode'][]>> = {
  alone: ['fixed', 'manual', 'whileBusy', 'proportional', 'deadline', 'perNode', 'platform'],
  grouped: ['whileBusy', 'proportional', 'proportional', 'deadline', 'platform', 'share', 'share'],
};

function randomDemand(chance: Chance, setting: Setting): Demand<unknown> {
  return demandOf(chance.pick(modes[setting]), chance);
}

function demandOf(mode: Demand['mode'], chance: Chance): Demand<unknown> {
  const signal = 'queue';
  const workers = chance.int(0, 12);
  switch (mode) {
    case 'fixed':
    case 'manual':
      return { mode, workers };
    case 'whileBusy':
      return { mode, signal, workers };
    case 'proportional':
      return { mode, signal, unitsPerWorker: chance.pick([0.5, 1, 1, 3, 10]) };
    case 'share': {
      const formula = chance.pick(['roster', 'roster', 'hyperflow', 'wpok'] as const);
      return { mode, signal, formula, weight: chance.int(1, 3) };
    }
    case 'deadline':
      return deadlineOf(chance);
    case 'perNode':
      return { mode, nodes: {} };
    case 'platform':
      return { mode, signal };
    case 'utilization':
      return { mode };
  }
}

function deadlineOf(chance: Chance): Demand<unknown> {
  const drain = chance.isTrue(0.5)
    ? { within: seconds(chance.int(120, 1_200)) }
    : { by: chance.pick(['12:20', '13:30']), timezone: 'Etc/UTC' };
  const given = chance.isTrue(0.5) && { serviceTime: seconds(chance.int(5, 60)) };
  return { mode: 'deadline', signal: 'queue', drain, ...given };
}

/** A policy as the language would let it pass, whose holds and rates end within minutes. */
export function randomScaling(chance: Chance, setting: Setting): Scaling<unknown> {
  const min = chance.pick([0, 0, 1, 2]);
  const victims = chance.pick(['idle', 'any'] as const);
  return {
    demand: randomDemand(chance, setting),
    min,
    max: min + chance.int(1, 30),
    hold: seconds(chance.pick([0, 30, 120, 300])),
    ...(chance.isTrue(0.4) && { up: rateOf(chance) }),
    ...(chance.isTrue(0.4) && { down: rateOf(chance) }),
    pollingInterval: seconds(chance.pick([5, 15, 30])),
    onSignalLoss: {
      holdFor: seconds(chance.int(30, 300)),
      next: chance.pick(['hold', 'hold', { workers: chance.int(1, 6) }, { atLeast: 4 }] as const),
    },
    schedule: chance.isTrue(0.3) ? [windowOf(chance)] : [],
    victims,
    ...(victims === 'idle' && { idleness: { from: 'annotation', key: 'example.org/state' } }),
  };
}

function rateOf(chance: Chance): Rate {
  const per = seconds(chance.pick([15, 60, 120]));
  const workers = chance.int(1, 6);
  const percent = chance.pick([10, 50, 100]);
  return chance.pick([
    { per, workers },
    { per, percent },
    { per, workers, percent },
  ]);
}

// The tests begin at noon.
function windowOf(chance: Chance): Window {
  const bounds = chance.pick([{ atLeast: 3 }, { atMost: 2 }, { atLeast: 1, atMost: 5 }]);
  const cron = chance.pick(['10 12 * * *', '50 11 * * *', '*/20 * * * *']);
  return { cron, timezone: 'Etc/UTC', length: seconds(chance.pick([300, 900])), ...bounds };
}
