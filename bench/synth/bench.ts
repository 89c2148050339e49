import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, results } from '../cache.ts';
import { machine } from '../machine.ts';
import { method } from '../measure.ts';
import { judge } from './budgets.ts';
import { markdown, verdictLines } from './markdown.ts';
import { picture } from './picture.ts';
import { makeDiskFolder, makePlace, type Place } from './place.ts';
import { prepare } from './prepare.ts';
import { makePrograms } from './programs.ts';
import { renderReference } from './render-reference.ts';
import type { Result, Size } from './result.ts';
import { timeAll } from './run.ts';

const allSizes = [100, 500, 1000, 2000, 5000];

/**
 * Times `roster synth` against helm and cdk8s; words are numbers of pools. Tells whether every budget that was measured
 * is kept. Only a run over all sizes replaces the published results.
 */
export async function synthBench(words: readonly string[]): Promise<boolean> {
  const sizes =
    words.length === 0 ? allSizes : words.flatMap((word) => word.split(',')).map(sizeOf);
  const place = makePlace();
  try {
    return await timeSizes(sizes, place);
  } finally {
    rmSync(place.folder, { recursive: true });
    rmSync(makeDiskFolder(), { recursive: true });
  }
}

async function timeSizes(sizes: readonly number[], place: Place): Promise<boolean> {
  const facts = machine();
  const programs = await makePrograms();
  const rendered = renderReference(programs.roster, join(place.folder, 'reference'));

  const timed: Size[] = [];
  for (const pools of sizes) {
    const here = join(place.folder, String(pools));
    const inputs = prepare(pools, programs, rendered, here);
    timed.push(await timeAll(inputs, programs, { ...place, folder: here }));
  }
  const result: Result = {
    machine: facts,
    helmVersion: programs.helm.version,
    method,
    isMemory: place.isMemory,
    sizes: timed,
  };
  const isWhole = allSizes.every((pools) => sizes.includes(pools));
  publish(result, isWhole ? results : join(cache, 'results'));
  return judge(result).every(({ isMet }) => isMet);
}

function publish(result: Result, where: string): void {
  mkdirSync(where, { recursive: true });
  const text = markdown(result);
  writeFileSync(join(where, 'synth.md'), text);
  writeFileSync(join(where, 'synth.json'), `${JSON.stringify(result, undefined, 2)}\n`);
  writeFileSync(join(where, 'synth.svg'), picture(result));
  console.log(text);
  console.log(verdictLines(result));
}

function sizeOf(word: string): number {
  const pools = Number(word);
  if (!Number.isInteger(pools) || pools < 1) throw new Error(`${word} is no number of pools`);
  return pools;
}
