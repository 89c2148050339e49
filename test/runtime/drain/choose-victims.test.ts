import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { chooseVictims } from '../../../src/runtime/drain/choose-victims.ts';
import type { WorkerPod, WorkerState } from '../../../src/runtime/drain/worker-state.ts';
import { deletionCost } from '../../../src/runtime/kube/annotate-pod.ts';
import { marked, pod } from './pods.ts';

interface Case {
  readonly name: string;
  readonly pods: readonly WorkerPod[];
  readonly states?: Readonly<Record<string, WorkerState>>;
  readonly howMany: number;
  readonly mark: readonly string[];
  readonly unmark?: readonly string[];
  readonly victims: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'an idle worker goes and a busy one stays',
    pods: [pod('a'), pod('b')],
    states: { a: 'busy', b: 'idle' },
    howMany: 1,
    mark: ['b'],
    victims: ['b'],
  },
  {
    name: 'no more go than are idle',
    pods: [pod('a'), pod('b'), pod('c')],
    states: { a: 'busy', b: 'idle', c: 'unknown' },
    howMany: 3,
    mark: ['b'],
    victims: ['b'],
  },
  {
    name: 'a worker of which nothing is known counts as busy',
    pods: [pod('a')],
    howMany: 1,
    mark: [],
    victims: [],
  },
  {
    name: 'a pod that does not run goes before an idle one and needs no mark',
    pods: [pod('a'), pod('b', { isRunning: false, isReady: false })],
    states: { a: 'idle', b: 'idle' },
    howMany: 1,
    mark: [],
    victims: ['b'],
  },
  {
    name: 'a pod that does not run does not keep idle ones from going after it',
    pods: [pod('a'), pod('b', { isRunning: false, isReady: false })],
    states: { a: 'idle', b: 'idle' },
    howMany: 2,
    mark: ['a'],
    victims: ['b', 'a'],
  },
  {
    name: 'nobody ready goes while a worker that is not ready may be at work, for that one would go first',
    pods: [pod('a'), pod('b', { isReady: false })],
    states: { a: 'idle', b: 'unknown' },
    howMany: 1,
    mark: [],
    victims: [],
  },
  {
    name: 'a pod that is going is gone already',
    pods: [pod('a', { isTerminating: true }), pod('b')],
    states: { a: 'idle', b: 'idle' },
    howMany: 2,
    mark: ['b'],
    victims: ['b'],
  },
  {
    name: 'a worker with a mark of an earlier attempt is taken before others and not marked twice',
    pods: [pod('a'), pod('b', marked)],
    states: { a: 'idle', b: 'idle' },
    howMany: 1,
    mark: [],
    victims: ['b'],
  },
  {
    name: 'a marked worker that has got work loses its mark',
    pods: [pod('a'), pod('b', marked)],
    states: { a: 'idle', b: 'busy' },
    howMany: 1,
    mark: ['a'],
    unmark: ['b'],
    victims: ['a'],
  },
  {
    name: 'a deletion cost that is not ours is neither written over nor removed',
    pods: [pod('a', { annotations: { [deletionCost]: '7' } }), pod('b')],
    states: { a: 'idle', b: 'idle' },
    howMany: 2,
    mark: ['b'],
    victims: ['b'],
  },
  {
    name: 'a worker whose deletion cost Karpenter manages is left to it',
    pods: [
      pod('a', {
        annotations: { ...marked.annotations, 'karpenter.sh/managed-deletion-cost': '' },
      }),
    ],
    states: { a: 'idle' },
    howMany: 1,
    mark: [],
    victims: [],
  },
  {
    name: 'without anything to do nobody is chosen and old marks go',
    pods: [pod('a', marked), pod('b')],
    states: { a: 'idle', b: 'idle' },
    howMany: 0,
    mark: [],
    unmark: ['a'],
    victims: [],
  },
];

for (const { name, pods, states = {}, howMany, mark, unmark = [], victims } of cases) {
  test(name, () => {
    const choice = chooseVictims(pods, new Map(Object.entries(states)), howMany);
    assert.equal(
      {
        mark: choice.mark.map((one) => one.name),
        unmark: choice.unmark.map((one) => one.name),
        victims: choice.victims,
        confirmed: choice.confirmed,
      },
      { mark, unmark, victims, confirmed: victims.length },
    );
  });
}

test('the order in which pods are listed does not matter', () => {
  const pods = ['d', 'a', 'c', 'b'].map((name) => pod(name));
  const states = new Map(pods.map(({ name }) => [name, 'idle'] as const));
  assert.equal(
    chooseVictims(pods, states, 2).victims,
    chooseVictims(pods.toReversed(), states, 2).victims,
  );
});

test.run();
