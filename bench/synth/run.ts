import { execFileSync } from 'node:child_process';
import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { measure, type Run } from '../measure.ts';
import { median } from '../statistics.ts';
import { type Contender, contendersFor, type Name } from './contenders.ts';
import type { Place } from './place.ts';
import type { Inputs } from './prepare.ts';
import type { Programs } from './programs.ts';
import type { Size, Summary } from './result.ts';

const MANY_POOLS = 5000;

/** Times every contender in rounds, A B C A B C, so that a slow minute of the machine hits all of them. */
export async function timeAll(inputs: Inputs, programs: Programs, place: Place): Promise<Size> {
  const { pools, objects, compared, policyBytes } = inputs;
  const rounds = pools >= MANY_POOLS ? 3 : 5;
  const contenders = contendersFor(inputs, programs, place);
  const runs = new Map<Name, Run[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const contender of contenders) {
      const out = join(place.folder, `${contender.name}-${round}`);
      const run = await timeOne(contender, inputs, place, out);
      if (place.isMemory) rmSync(out, { recursive: true, force: true });
      runs.get(contender.name)?.push(run);
    }
    console.error(`${pools} pools: round ${round} of ${rounds}`);
  }
  const summaries = Object.fromEntries([...runs].map(([name, all]) => [name, summaryOf(all)]));
  return { pools, objects, compared, policyBytes, rounds, runs: summaries };
}

/** Output goes to a new folder each time; on a disk it stays there to the end (see `makePlace`). */
function timeOne(
  { name, words }: Contender,
  { onePolicy }: Inputs,
  place: Place,
  out: string,
): Promise<Run> {
  if (name === 'roster-check') appendFileSync(onePolicy, '# looked at again\n');
  if (!place.isMemory || name === 'roster-disk') execFileSync('sync'); // what the last one wrote is not paid for by the next
  return measure(words(out));
}

function summaryOf(runs: readonly Run[]): Summary {
  const walls = runs.map(({ wallSeconds }) => wallSeconds);
  return {
    wallSeconds: median(walls),
    cpuSeconds: median(runs.map(({ cpuSeconds }) => cpuSeconds)),
    peakBytes: median(runs.map(({ peakBytes }) => peakBytes)),
    fastestSeconds: Math.min(...walls),
    slowestSeconds: Math.max(...walls),
  };
}
