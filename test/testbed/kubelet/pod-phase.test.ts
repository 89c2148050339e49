import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ContainerRecord } from './container-record.ts';
import { type PodPhase, type PodStage, phaseOf } from './pod-phase.ts';
import { at, created, ended, record, refused, running } from './records.ts';

const test = suite('the phase of a pod');
const a = (state: ContainerRecord['state']) => record('a', { state });
const b = (state: ContainerRecord['state']) => record('b', { state });
const init = (state: ContainerRecord['state']) => record('i', { role: 'init', state });
const sidecar = (state: ContainerRecord['state']) => record('s', { role: 'sidecar', state });

type Case = readonly [PodPhase, string, readonly ContainerRecord[], PodStage?];

const cases: readonly Case[] = [
  ['Pending', 'before its containers were made', [a(created)]],
  ['Pending', 'while one of them waits for its image', [a(running), b(refused(at(9)))]],
  ['Pending', 'while an init container runs', [init(running), a(created)]],
  [
    'Pending',
    'while an init container waits to be tried again',
    [init(ended(1, at(9))), a(created)],
  ],
  ['Failed', 'when an init container failed for good', [init(ended(1)), a(created)]],
  ['Pending', 'until its sidecars ended too, then', [sidecar(running), init(ended(1)), a(created)]],
  ['Running', 'while one container runs', [a(running), b(ended(1))]],
  ['Running', 'in a crash loop', [a(ended(1, at(9)))]],
  ['Running', 'while sidecars outlive the others', [sidecar(running), a(ended(0))]],
  ['Succeeded', 'when all succeeded', [a(ended(0)), b(ended(0))]],
  ['Failed', 'when one failed', [a(ended(0)), b(ended(1))]],
  ['Running', 'while it is stopped', [a(running)], 'stopping'],
  ['Failed', 'when it was stopped in a crash loop', [a(ended(1, at(9)))], 'stopped'],
  ['Succeeded', 'when it was stopped and ended well', [a(ended(0, at(9)))], 'stopped'],
  ['Failed', 'when it was stopped before it started', [a(created)], 'stopped'],
];

for (const [phase, when, records, stage = 'running'] of cases) {
  test(`is ${phase} ${when}`, () => assert.is(phaseOf(records, stage), phase));
}

test.run();
