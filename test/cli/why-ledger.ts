import { instant, millis } from '../../src/model/units.ts';
import { decideGroup, decidePool } from '../../src/scaling/decide.ts';
import type { LedgerDocument, LedgerEntry } from '../../src/scaling/ledger-entry.ts';
import { emptyMemory } from '../../src/scaling/memory.ts';
import type { Now, PoolInput } from '../../src/scaling/pool-input.ts';

const start = Date.UTC(2026, 10, 1, 12);
/** Both clocks, so many seconds after noon. */
export const at = (seconds: number): Now => ({
  now: instant(start + seconds * 1_000),
  wall: instant(start + seconds * 1_000),
});

/** A pool with 20 units a worker whose queue held so many, a second ago. */
export function input(id: string, units: number, now: Now): PoolInput {
  const sampledAt = instant(now.now - 1_000);
  return {
    id,
    scaling: {
      demand: { mode: 'proportional', signal: {}, unitsPerWorker: 20 },
      min: 0,
      max: 50,
      hold: millis(120_000),
      pollingInterval: millis(30_000),
      onSignalLoss: { holdFor: millis(600_000), next: 'hold' },
      schedule: [],
      victims: 'any',
    },
    current: 2,
    ready: 2,
    observation: { sample: { load: { units }, sampledAt, arrivedAt: sampledAt } },
    busy: 0,
    terminating: 0,
    memory: emptyMemory(instant(start - 3_600_000)),
  };
}

/** A decision about a pool alone. */
export function alone(units: number, now: Now): LedgerEntry {
  const one = input('montage/mproject', units, now);
  return { now, inputs: [one], decision: decidePool(one, now) };
}

/** A decision about it together with another one of its group. */
export function together(now: Now): LedgerEntry {
  const inputs = [input('montage/mproject', 140, now), input('montage/mdiff', 400, now)];
  const cpu = { 'requests.cpu': '500000000' };
  const group = {
    id: 'montage/montage',
    quota: { 'requests.cpu': '5000000000' },
    requests: { 'montage/mproject': cpu, 'montage/mdiff': cpu },
    others: {},
  };
  const decision = decideGroup(group, inputs, now).decisions.get('montage/mproject')!;
  return { now, group, inputs, decision };
}

/** What the controller would answer, eight seconds after the minute. */
export function ledger(...entries: readonly LedgerEntry[]): LedgerDocument {
  return {
    format: 'roster.dev/ledger-1',
    pool: 'montage/mproject',
    component: 'roster-controller-1',
    version: '0.1.0',
    leads: true,
    now: at(68),
    entries,
  };
}
