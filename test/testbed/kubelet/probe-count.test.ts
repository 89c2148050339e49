import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { countProbe, type Thresholds, unprobed } from './probe-count.ts';

const test = suite('counting probes');

interface Case {
  readonly name: string;
  readonly thresholds: Thresholds;
  readonly answers: string;
  /** The verdict after each answer: `?` for none yet. */
  readonly verdicts: string;
}

const cases: readonly Case[] = [
  { name: 'one success is enough', thresholds: {}, answers: '+', verdicts: '+' },
  { name: 'three failures make one', thresholds: {}, answers: '---', verdicts: '??-' },
  {
    name: 'a success in between starts the count again',
    thresholds: {},
    answers: '+--+---',
    verdicts: '++++++-',
  },
  {
    name: 'thresholds are the probe’s own',
    thresholds: { successThreshold: 2, failureThreshold: 1 },
    answers: '+-++-',
    verdicts: '?--+-',
  },
];

for (const { name, thresholds, answers, verdicts } of cases) {
  test(name, () => {
    let count = unprobed;
    const seen = [...answers].map((answer) => {
      count = countProbe(count, answer === '+', thresholds);
      if (count.verdict === undefined) return '?';
      return count.verdict ? '+' : '-';
    });
    assert.is(seen.join(''), verdicts);
  });
}

test.run();
