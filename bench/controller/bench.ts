import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, results } from '../cache.ts';
import { machine } from '../machine.ts';
import { judge } from './budgets.ts';
import { runControlled } from './controlled.ts';
import { timeDecisions } from './decision-pass.ts';
import { buildController, runLive } from './live.ts';
import { markdown, verdictLines } from './markdown.ts';
import { picture } from './picture.ts';
import { type Plan, planOf } from './plan.ts';
import type { Result, Size } from './result.ts';
import { runContest } from './rival/contest.ts';

/**
 * Measures the controller: one decision about all pools, what it asks of an API server, what it takes as a process, and how
 * soon it answers a signal, against the autoscaler of Kubernetes. Words are numbers of pools, `--no-rival` to measure ours
 * alone, or `--quick` for a look at whether it works. Tells whether every budget that was measured is kept. Only a run over all sizes replaces the published
 * results.
 */
export async function controllerBench(words: readonly string[]): Promise<boolean> {
  const plan = planOf(words);
  const facts = machine();
  const program = buildController();
  const sizes: Size[] = [];
  for (const pools of plan.sizes) sizes.push(await measureSize(program, pools, plan));
  const { rival } = plan;
  const rivals =
    rival &&
    (await runContest(program, rival.pools, rival.course, (line) => say(`rival: ${line}`)));
  const result: Result = { machine: facts, sizes, ...(rivals && { rivals }) };
  publish(result, plan.isWhole ? results : join(cache, 'results'));
  return judge(result).every(({ isMet }) => isMet);
}

async function measureSize(program: string, pools: number, plan: Plan): Promise<Size> {
  const decision = timeDecisions(pools, plan.passes(pools));
  say(`${pools} pools: decided`);
  const minutes = plan.controlled(pools);
  const controlled = minutes && (await runControlled(pools, minutes));
  say(`${pools} pools: counted`);
  const live = await runLive(program, pools, plan.live(pools));
  say(`${pools} pools: run`);
  return { pools, decision, ...(controlled && { controlled }), live };
}

function say(line: string): void {
  console.error(line);
}

function publish(result: Result, where: string): void {
  mkdirSync(where, { recursive: true });
  const text = markdown(result);
  writeFileSync(join(where, 'controller.md'), text);
  writeFileSync(join(where, 'controller.json'), `${JSON.stringify(result, undefined, 2)}\n`);
  const drawn = picture(result);
  if (drawn !== undefined) writeFileSync(join(where, 'controller.svg'), drawn);
  console.log(text);
  console.log(verdictLines(result));
}
