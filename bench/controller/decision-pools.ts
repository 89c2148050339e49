import type { Demand, Scaling } from '../../src/model/scaling.ts';
import { type Instant, instant, millis } from '../../src/model/units.ts';
import type { GroupInput } from '../../src/scaling/group-input.ts';
import { emptyMemory } from '../../src/scaling/memory.ts';
import type { PoolInput } from '../../src/scaling/pool-input.ts';

/** What is decided at once: a group with its pools, or a pool by itself. */
export interface DecisionCell {
  readonly group?: GroupInput;
  inputs: readonly PoolInput[];
}

/** Pools of a group, and how many of each fifty are in groups. */
const perGroup = 20;
const perFifty = 50;
const inGroups = 40;

/** The modes of ten pools; a cluster has every one of them. */
const modes = [
  'share',
  'proportional',
  'share',
  'proportional',
  'deadline',
  'platform',
  'whileBusy',
  'fixed',
  'perNode',
  'manual',
] as const;

/** Cells of so many pools, nobody decided about yet; the same for the same number, every time. */
export function decisionCells(count: number, now: Instant): readonly DecisionCell[] {
  const inputs = Array.from({ length: count }, (_, index) => poolInput(index, now));
  const groups = new Map<string, PoolInput[]>();
  const cells: DecisionCell[] = [];
  for (const [index, input] of inputs.entries()) {
    const place = index % perFifty;
    const id = `bench/${Math.floor(index / perFifty)}-${Math.floor(place / perGroup)}`;
    if (place >= inGroups) cells.push({ inputs: [input] });
    else groups.set(id, [...(groups.get(id) ?? []), input]);
  }
  return [...cells, ...[...groups].map(([id, members]) => groupCell(id, members))];
}

function groupCell(id: string, inputs: readonly PoolInput[]): DecisionCell {
  const worker = (index: number) => ({
    'requests.cpu': String((1 + (index % 3)) * 500_000_000),
    'requests.memory': String((1 + (index % 4)) * 512 * 2 ** 20 * 1e9),
    pods: '1000000000',
  });
  return {
    inputs,
    group: {
      id,
      // less than they ask for at most times, so that it has to be shared
      quota: {
        'requests.cpu': String(90e9),
        'requests.memory': String(120 * 2 ** 30 * 1e9),
        pods: String(100e9),
      },
      requests: Object.fromEntries(inputs.map((input, index) => [input.id, worker(index)])),
      others: { 'requests.cpu': String(4e9), pods: String(6e9) },
    },
  };
}

function poolInput(index: number, now: Instant): PoolInput {
  return {
    id: `bench/pool-${String(index).padStart(5, '0')}`,
    scaling: scalingOf(index),
    current: index % 5,
    ready: index % 5,
    observation: {},
    busy: 0,
    terminating: 0,
    // watched since an hour
    memory: emptyMemory(instant(now - 3_600_000)),
  };
}

function scalingOf(index: number): Scaling<unknown> {
  const hasWindow = index % 7 === 0;
  const hasRates = index % 3 === 0;
  return {
    demand: demandOf(index),
    min: index % 4 === 0 ? 1 : 0,
    max: 10 + (index % 40),
    hold: millis(120_000 + (index % 4) * 60_000),
    ...(hasRates && {
      up: { workers: 4, per: millis(30_000) },
      down: { percent: 50, per: millis(60_000) },
    }),
    pollingInterval: millis(15_000),
    onSignalLoss: { holdFor: millis(600_000), next: index % 2 === 0 ? 'hold' : { atLeast: 2 } },
    schedule: hasWindow
      ? [
          {
            cron: '0 18 * * *',
            timezone: 'Europe/Warsaw',
            length: millis(5 * 3_600_000),
            atLeast: 1,
          },
        ]
      : [],
    victims: 'idle',
  };
}

function demandOf(index: number): Demand<unknown> {
  const signal = index;
  const mode = modes[index % modes.length] ?? 'proportional';
  switch (mode) {
    case 'share':
      return { mode, signal, formula: 'roster', weight: 1 + (index % 3) };
    case 'proportional':
      return { mode, signal, unitsPerWorker: 1 + (index % 10) };
    case 'deadline':
      return { mode, signal, drain: { within: millis(1_800_000) } };
    case 'whileBusy':
      return { mode, signal, workers: 3 };
    case 'platform':
      return { mode, signal };
    case 'fixed':
    case 'manual':
      return { mode, workers: 2 };
    case 'perNode':
      return { mode, nodes: { 'example.org/pool': 'workers' } };
  }
}
