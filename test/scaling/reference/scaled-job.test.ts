import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type JobCounts,
  type JobStrategy,
  jobsToCreate,
} from '../../../src/scaling/reference/scaled-job.ts';

const custom: JobStrategy = { strategy: 'custom', deduction: 1, percentage: 0.5 };

const cases: readonly {
  readonly name: string;
  readonly scaling: JobStrategy | 'default' | 'accurate' | 'eager';
  readonly min?: number;
  readonly max?: number;
  readonly target?: number;
  readonly counts: JobCounts;
  readonly create: number;
}[] = [
  {
    name: 'what runs is taken off the maximum',
    scaling: 'default',
    max: 5,
    counts: { queue: 10, running: 2, pending: 0 },
    create: 3,
  },
  {
    name: 'a part of a Job is a Job',
    scaling: 'default',
    target: 3,
    counts: { queue: 7, running: 0, pending: 0 },
    create: 3,
  },
  {
    name: 'more running than wanted creates none',
    scaling: 'default',
    counts: { queue: 2, running: 6, pending: 0 },
    create: 0,
  },
  {
    name: 'an empty queue creates none',
    scaling: 'default',
    counts: { queue: 0, running: 0, pending: 0 },
    create: 0,
  },
  {
    name: 'half of three that run, cut, and one are taken off',
    scaling: custom,
    max: 20,
    counts: { queue: 10, running: 3, pending: 0 },
    create: 8,
  },
  {
    name: 'more taken off than wanted creates none',
    scaling: custom,
    counts: { queue: 2, running: 8, pending: 0 },
    create: 0,
  },
  {
    name: 'what is pending has its message still',
    scaling: 'accurate',
    counts: { queue: 3, running: 5, pending: 2 },
    create: 1,
  },
  {
    name: 'up to the maximum only',
    scaling: 'accurate',
    counts: { queue: 10, running: 5, pending: 2 },
    create: 5,
  },
  {
    name: 'exactly the maximum is not above it',
    scaling: 'accurate',
    counts: { queue: 7, running: 5, pending: 2 },
    create: 5,
  },
  {
    name: 'every free place is filled',
    scaling: 'eager',
    counts: { queue: 20, running: 3, pending: 2 },
    create: 5,
  },
  {
    name: 'but with no more than are wanted',
    scaling: 'eager',
    counts: { queue: 4, running: 3, pending: 2 },
    create: 4,
  },
  {
    name: 'a full house creates none',
    scaling: 'eager',
    counts: { queue: 20, running: 9, pending: 3 },
    create: 0,
  },
  {
    name: 'the minimum is made up for without a queue',
    scaling: 'default',
    min: 3,
    counts: { queue: 0, running: 1, pending: 0 },
    create: 2,
  },
  {
    name: 'below the minimum the queue does not count',
    scaling: 'eager',
    min: 3,
    counts: { queue: 9, running: 1, pending: 0 },
    create: 2,
  },
  {
    name: 'at the minimum it does',
    scaling: 'default',
    min: 3,
    counts: { queue: 9, running: 3, pending: 0 },
    create: 6,
  },
];

for (const { name, scaling, min = 0, max = 10, target = 1, counts, create } of cases) {
  const strategy = typeof scaling === 'string' ? { strategy: scaling } : scaling;
  test(`${strategy.strategy}: ${name}`, () =>
    assert.is(jobsToCreate({ min, max, target, scaling: strategy }, counts), create));
}

test('the default misses what waits where messages leave the queue with their Jobs', () => {
  const counts = { queue: 3, running: 3, pending: 0 };
  const jobs = (strategy: 'default' | 'accurate') =>
    jobsToCreate({ min: 0, max: 10, target: 1, scaling: { strategy } }, counts);
  assert.is(jobs('default'), 0);
  assert.is(jobs('accurate'), 3);
});

test.run();
