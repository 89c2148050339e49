import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { instant, millis } from '../../../src/model/units.ts';
import {
  calmKnativeState,
  type KnativeReading,
  type KnativeSpec,
  stepKnative,
} from '../../../src/scaling/reference/knative.ts';

const spec: KnativeSpec = {
  target: 10,
  maxScaleUpRate: 1_000,
  maxScaleDownRate: 2,
  panicThreshold: 2,
  stableWindow: millis(60_000),
  scaleDownDelay: millis(0),
};

interface Step extends Partial<Omit<KnativeReading, 'now'>> {
  /** Seconds. */
  readonly at: number;
  readonly pods: number;
}

const sequences: readonly {
  readonly name: string;
  readonly spec?: Partial<KnativeSpec>;
  readonly steps: readonly Step[];
}[] = [
  {
    name: 'in calm the average of the long window decides',
    steps: [{ at: 0, ready: 4, stableAverage: 35, panicAverage: 61, pods: 4 }],
  },
  {
    name: 'twice what the ready ones can do is a panic, in which the higher of both counts',
    steps: [{ at: 0, ready: 2, stableAverage: 25, panicAverage: 45, pods: 5 }],
  },
  {
    name: 'a panic lowers nothing until it is more than a window old',
    steps: [
      { at: 0, ready: 2, stableAverage: 25, panicAverage: 45, pods: 5 },
      { at: 2, ready: 5, stableAverage: 20, panicAverage: 10, pods: 5 },
      { at: 60, ready: 5, stableAverage: 20, panicAverage: 10, pods: 5 },
      { at: 62, ready: 5, stableAverage: 20, panicAverage: 10, pods: 2 },
    ],
  },
  {
    name: 'a new cause makes a panic longer',
    steps: [
      { at: 0, ready: 2, panicAverage: 45, pods: 5 },
      { at: 40, ready: 2, panicAverage: 40, pods: 5 },
      { at: 100, ready: 5, panicAverage: 10, pods: 5 },
      { at: 102, ready: 5, panicAverage: 10, pods: 2 },
    ],
  },
  {
    name: 'at most one half goes in one step',
    steps: [{ at: 0, ready: 11, stableAverage: 0, panicAverage: 0, pods: 5 }],
  },
  {
    name: 'all go where nothing leads to them any more',
    steps: [{ at: 0, ready: 11, isReachable: false, pods: 0 }],
  },
  {
    name: 'growth is bounded by the ready ones',
    spec: { maxScaleUpRate: 2 },
    steps: [{ at: 0, ready: 3, stableAverage: 100, panicAverage: 100, pods: 6 }],
  },
  {
    name: 'from none one counts as ready',
    spec: { maxScaleUpRate: 3 },
    steps: [{ at: 0, ready: 0, stableAverage: 90, panicAverage: 90, pods: 3 }],
  },
  {
    name: 'a delay keeps the most of its window',
    spec: { scaleDownDelay: millis(30_000) },
    steps: [
      { at: 0, ready: 8, stableAverage: 80, pods: 8 },
      { at: 20, ready: 8, stableAverage: 50, pods: 8 },
      { at: 29, ready: 8, stableAverage: 45, pods: 8 },
      { at: 30, ready: 8, stableAverage: 40, pods: 5 },
    ],
  },
];

for (const { name, spec: over, steps } of sequences) {
  test(name, () => {
    let state = calmKnativeState;
    for (const { at, pods, ...reading } of steps) {
      const step = stepKnative({ ...spec, ...over }, state, {
        now: instant(at * 1_000),
        ready: 1,
        stableAverage: 0,
        panicAverage: 0,
        isReachable: true,
        ...reading,
      });
      assert.is(step.pods, pods, `at ${at} s`);
      state = step.state;
    }
  });
}

test.run();
