import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decideGroup, decidePool } from '../../src/scaling/decide.ts';
import type { GroupDecision } from '../../src/scaling/group-decision.ts';
import type { GroupInput } from '../../src/scaling/group-input.ts';
import type { PoolInput } from '../../src/scaling/pool-input.ts';
import { groups, pools } from './arbitrary-pool.ts';
import { now } from './pool-input.ts';

const start = now(0);

function holds(name: string, check: (group: GroupInput, inputs: readonly PoolInput[]) => void) {
  const property = fc.property(groups, pools, check);
  test(name, () => fc.assert(property, { numRuns: 500 }));
}

function replicasOf({ decisions }: GroupDecision, id: string): number {
  return decisions.get(id)?.replicas ?? Number.NaN;
}

/** What so many workers of each pool take of a resource, with what is going and what others take. */
function taken(
  group: GroupInput,
  inputs: readonly PoolInput[],
  resource: string,
  workersOf: (input: PoolInput) => number,
): bigint {
  return inputs.reduce(
    (sum, input) =>
      sum +
      BigInt(workersOf(input) + input.terminating) *
        BigInt(group.requests[input.id]?.[resource] ?? '0'),
    BigInt(group.others[resource] ?? '0'),
  );
}

holds('what grows fits beside all that is there and going', (group, inputs) => {
  const decision = decideGroup(group, inputs, start);
  for (const [resource, quota] of Object.entries(group.quota)) {
    const grown = (input: PoolInput) => Math.max(input.current, replicasOf(decision, input.id));
    const before = taken(group, inputs, resource, ({ current }) => current);
    const after = taken(group, inputs, resource, grown);
    assert.ok(after === before || after <= BigInt(quota), `${after} of ${quota} ${resource}`);
  }
});

holds('busy workers stay, and no more go than are known to be idle', (group, inputs) => {
  const decision = decideGroup(group, inputs, start);
  for (const { id, current, busy, idle = current } of inputs) {
    assert.ok(replicasOf(decision, id) >= Math.min(current, busy));
    assert.ok(replicasOf(decision, id) >= current - idle);
  }
});

holds('the order of the pools does not matter', (group, inputs) => {
  const one = decideGroup(group, inputs, start);
  const other = decideGroup(group, inputs.toReversed(), start);
  for (const { id } of inputs) assert.equal(other.decisions.get(id), one.decisions.get(id));
  assert.equal(other.overQuota, one.overQuota);
});

holds(
  'a signal that is old, lost or was never there takes nothing from its pool',
  (group, inputs) => {
    const plain = inputs.map(({ intervention, ...input }) => ({
      ...input,
      scaling: {
        ...input.scaling,
        schedule: [],
        max: 1_000,
        onSignalLoss: { ...input.scaling.onSignalLoss, next: 'hold' as const },
      },
    }));
    const { decisions } = decideGroup(group, plain, start);
    for (const { id, current } of plain) {
      const decision = decisions.get(id);
      const isSeen = decision?.freshness === 'none' || decision?.freshness === 'fresh';
      assert.ok(isSeen || (decision?.replicas ?? 0) >= current);
    }
  },
);

holds('an input that was stored as JSON gives the same decisions', (group, inputs) => {
  const stored = JSON.parse(JSON.stringify({ group, inputs }));
  const [one, other] = [
    decideGroup(group, inputs, start),
    decideGroup(stored.group, stored.inputs, start),
  ];
  for (const { id } of inputs) assert.equal(other.decisions.get(id), one.decisions.get(id));
});

holds('to decide again at once changes nothing', (group, inputs) => {
  // A worker that just started is idle, and a stale signal that raises makes its own floor.
  const steady = inputs.filter(
    (input) => input.idle === undefined && decidePool(input, start).freshness !== 'stale',
  );
  const first = decideGroup(group, steady, start);
  const then = steady.map((input) => {
    const replicas = replicasOf(first, input.id);
    const gone = Math.max(0, input.current - replicas);
    const memory = first.decisions.get(input.id)?.memory ?? input.memory;
    return { ...input, current: replicas, terminating: input.terminating + gone, memory };
  });
  const second = decideGroup(group, then, start);
  for (const { id } of steady) assert.is(replicasOf(second, id), replicasOf(first, id), id);
});

holds('hostile texts and numbers throw nothing', (group, inputs) => {
  const spoilt = {
    ...group,
    quota: { ...group.quota, pods: 'NaN' },
    others: { 'requests.cpu': '-5' },
    priorityLevels: Number.NaN,
  };
  const bad = inputs.map((input) => ({
    ...input,
    current: Number.NaN,
    terminating: Number.POSITIVE_INFINITY,
    busy: -3,
  }));
  for (const { replicas } of decideGroup(spoilt, [...bad, ...bad], start).decisions.values())
    assert.ok(Number.isSafeInteger(replicas) && replicas >= 0);
});

test.run();
