import { cpuUsage } from 'node:process';
import { instant } from '../../src/model/units.ts';
import { decideGroup, decidePool } from '../../src/scaling/decide.ts';
import type { Decision } from '../../src/scaling/decision.ts';
import type { Observation } from '../../src/scaling/observation.ts';
import type { Now, PoolInput } from '../../src/scaling/pool-input.ts';
import { quantile } from '../statistics.ts';
import { type DecisionCell, decisionCells } from './decision-pools.ts';
import type { DecisionPass } from './result.ts';

/** A Monday afternoon: an hour before the windows of the pools open. */
const start = Date.UTC(2026, 10, 23, 16);
/** Time between two passes, as long as signals are read apart. */
const stepMs = 15_000;
/** Until memories are as full as they get: longer than the longest hold. */
const warmUp = 40;

/**
 * Decides about all pools again and again, with backlogs that go up and down and memories that grow as they would, and gives
 * the CPU time of one pass; what is done between two passes is not counted.
 */
export function timeDecisions(count: number, passes: number): DecisionPass {
  const cells = decisionCells(count, instant(start));
  const took: number[] = [];
  for (let pass = 0; pass < warmUp + passes; pass += 1) {
    const at = instant(start + pass * stepMs);
    const now = { now: at, wall: at };
    for (const cell of cells) cell.inputs = cell.inputs.map((input) => observed(input, pass, now));
    const before = cpuUsage();
    const decided = cells.map((cell) => decide(cell, now));
    const { user, system } = cpuUsage(before);
    if (pass >= warmUp) took.push((user + system) / 1_000);
    for (const [index, cell] of cells.entries())
      cell.inputs = cell.inputs.map((input) => moved(input, decided[index]?.get(input.id)));
  }
  return { passes, p50Ms: quantile(took, 0.5), p99Ms: quantile(took, 0.99) };
}

function decide({ group, inputs }: DecisionCell, now: Now): ReadonlyMap<string, Decision> {
  if (group !== undefined) return decideGroup(group, inputs, now).decisions;
  return new Map(inputs.map((input) => [input.id, decidePool(input, now)]));
}

/** Backlogs come and go in waves, each pool's at its own time; some signals are lost for a while. */
function observed(input: PoolInput, pass: number, { now }: Now): PoolInput {
  const index = Number(input.id.slice(-5));
  const isLost = (index + pass) % 97 < 3;
  if (isLost) {
    const gap = { because: 'the broker does not answer', since: now };
    return { ...input, observation: { ...input.observation, gap } };
  }
  const wave = Math.sin((pass + index * 7) / 9) + Math.sin((pass + index) / 31);
  const units = Math.max(0, Math.round(wave * (20 + (index % 60))));
  const platform = {
    tasks: units * 3,
    analyses: Math.ceil(units / 4),
    priority: 1 + (index % 5),
    settings: { scaling_strategy: 'QUEUE_LOAD', worker_count_min: 0, worker_count_max: 12 },
  };
  const observation: Observation = {
    sample: { load: { units, platform }, sampledAt: now, arrivedAt: now },
  };
  return { ...input, observation };
}

function moved(input: PoolInput, decision: Decision | undefined): PoolInput {
  if (decision === undefined) return input;
  const { replicas, memory } = decision;
  return { ...input, current: replicas, ready: replicas, memory };
}
