import { instant } from '../../../src/model/units.ts';
import type { GroupInput } from '../../../src/scaling/group-input.ts';
import type { Intervention } from '../../../src/scaling/intervention.ts';
import { at } from '../pool-input.ts';
import { createActor, type Script, type Work } from './actor.ts';
import type { Cell, Events } from './cell.ts';
import type { Chance } from './chance.ts';
import { randomScaling, type Setting } from './random-policy.ts';
import type { Health } from './source.ts';

/** One pool or a group of two to six. */
export function randomCell(chance: Chance): Cell {
  if (chance.isTrue(0.5)) return { actors: [createActor(randomScript('a', chance, 'alone'))] };
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, chance.int(2, 6));
  const scripts = ids.map((id) => randomScript(id, chance, 'grouped'));
  return { group: randomGroup(ids, chance), actors: scripts.map((script) => createActor(script)) };
}

export function randomGroup(ids: readonly string[], chance: Chance): GroupInput {
  const amount = (units: number) => `${units}00000000`;
  const request = () => ({
    'requests.cpu': amount(chance.int(1, 20)),
    'requests.memory': amount(chance.int(1, 40)),
    pods: '1000000000',
  });
  return {
    id: 'group',
    quota: {
      'requests.cpu': amount(chance.int(50, 500)),
      'requests.memory': amount(chance.int(50, 900)),
      ...(chance.isTrue(0.5) && { pods: `${chance.int(10, 40)}000000000` }),
    },
    requests: Object.fromEntries(ids.map((id) => [id, request()])),
    others: chance.isTrue(0.3) ? { 'requests.cpu': amount(chance.int(0, 60)) } : {},
    ...(chance.isTrue(0.3) && { priorityLevels: chance.int(1, 2) }),
  };
}

export function randomScript(id: string, chance: Chance, setting: Setting): Script {
  const scaling = randomScaling(chance, setting);
  const service = chance.pick([2, 10, 45, 300]);
  const intervention = chance.isTrue(0.15) ? randomIntervention(chance) : undefined;
  return {
    id,
    scaling,
    times: {
      startUp: chance.pick([0, 5, 40]),
      goes: chance.pick([0, 10, 60]),
      service: () => service * (0.5 + chance.next()),
    },
    delay: chance.pick([0, 0, 3]),
    work: randomWork(chance, service),
    initial: chance.int(0, 15),
    priority: chance.int(1, 3),
    health: randomHealth(chance),
    ...(intervention && { intervention }),
  };
}

function randomIntervention(chance: Chance): Intervention {
  const until = instant(at(chance.int(100, 2_000)));
  const because = 'of a test';
  return chance.isTrue(0.5)
    ? { kind: 'pin', workers: chance.int(0, 12), until, because }
    : { kind: 'pause', until, because };
}

function randomWork(chance: Chance, service: number): Work {
  const level = chance.pick([0, 1, 5, 20, 60]);
  const course = randomCourse(chance);
  if (chance.isTrue(0.3))
    return { kind: 'given', units: (second) => Math.round(level * course(second)) };
  return {
    kind: 'arriving',
    perSecond: (second) => (Math.min(level, 10) / service) * course(second),
  };
}

function randomCourse(chance: Chance): (second: number) => number {
  const period = chance.int(60, 1_200);
  return chance.pick([
    () => 1,
    (second: number) => (Math.floor(second / period) % 2 === 0 ? 1 : 0),
    (second: number) => (second % period) / period,
    () => chance.next() * 2,
    () => (chance.isTrue(0.02) ? 20 : 0),
    (second: number) => 1 + Math.sin(second / period),
  ]);
}

function randomHealth(chance: Chance): (second: number) => Health {
  if (chance.isTrue(0.3)) return () => 'well';
  const stretches = Array.from({ length: 3 }, () => {
    const from = chance.int(0, 2_400);
    return {
      from,
      until: from + chance.int(5, 900),
      health: chance.pick(['gone', 'frozen'] as const),
    };
  });
  return (second) =>
    stretches.find(({ from, until }) => from <= second && second < until)?.health ?? 'well';
}

export function randomEvents(chance: Chance): Events {
  const restarts = Array.from({ length: chance.int(0, 2) }, () => chance.int(1, 400) * 5);
  const losses = chance.pick([0, 0, 0.2]);
  const hands = chance.pick([0, 0, 0.005]);
  return {
    isRestarted: (second) => restarts.includes(second),
    isLost: () => chance.isTrue(losses),
    byHand: () => (chance.isTrue(hands) ? chance.int(0, 20) : undefined),
  };
}
