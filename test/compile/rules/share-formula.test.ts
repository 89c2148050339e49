import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rosterShare } from '../../../src/compile/rules/roster-share.ts';
import { shareTrigger } from '../../../src/compile/rules/share-trigger.ts';
import type { WorkerPool } from '../../../src/model/worker-pool.ts';
import { amounts, capacityGroup, estate, scaling } from '../../builders.ts';
import { sharePool } from './pools.ts';
import { type RuleTest, type Series, testRules, withPromtool } from './promtool.ts';

/** A pool in whole units: thousandths of a core and of a weight, bytes. */
interface Member {
  readonly name: string;
  readonly backlog: number;
  readonly min: number;
  readonly weight: number;
  readonly cpu: number;
  readonly memory: number;
}

interface World {
  readonly cpu: number;
  readonly memory: number;
  readonly fixedWorkers: number;
  readonly members: readonly Member[];
}

const fixedCpu = 250;
const chance = seeded(20261122);
const worlds = Array.from({ length: 60 }, () => randomWorld());

withPromtool(test, 'Prometheus comes to the numbers of the definition in 60 random groups', () => {
  testRules(worlds.map(testOf));
});

test('the shares of a group are within its quota, but for single workers', () => {
  for (const world of worlds) {
    const shares = world.members.map((member) => wanted(world, member));
    const asked = (need: (member: Member) => number) =>
      world.members.reduce((sum, member, index) => {
        const isSingle = share(world, member) === 0;
        const workers = Math.max(member.min, shares[index]!) - (isSingle ? 1 : 0);
        return sum + Math.max(member.min, workers) * need(member);
      }, 0);
    const reserved = reserves(world);
    const cpu = asked((member) => member.cpu) + world.fixedWorkers * fixedCpu;
    assert.ok(cpu <= Math.max(world.cpu, reserved.cpu), JSON.stringify({ world, shares, cpu }));
    assert.ok(asked((member) => member.memory) <= Math.max(world.memory, reserved.memory));
  }
});

test('the worlds are worth something: budgets that run out, ties, singles and caps by backlog', () => {
  const all = worlds.flatMap((world) => world.members.map((member) => ({ world, member })));
  const counts = {
    none: all.filter(({ world, member }) => budget(world, member) === 0).length,
    single: all.filter(
      ({ world, member }) =>
        claim(member) > 0n && budget(world, member) > 0 && share(world, member) === 0,
    ).length,
    capped: all.filter(({ world, member }) => member.min + share(world, member) > member.backlog)
      .length,
    shared: all.filter(({ world, member }) => share(world, member) > 1).length,
  };
  for (const [name, count] of Object.entries(counts)) assert.ok(count >= 5, `${name}: ${count}`);
});

test.run();

// The definition once more, in integers, by another hand than the rules'.

function wanted(world: World, member: Member): number {
  const atLeast = claim(member) > 0n && budget(world, member) > 0 ? 1 : 0;
  return Math.min(member.backlog, member.min + Math.max(share(world, member), atLeast));
}

function share(world: World, member: Member): number {
  const total = world.members.reduce((sum, one) => sum + claim(one), 0n);
  return total === 0n ? 0 : Number((BigInt(budget(world, member)) * claim(member)) / total);
}

function claim({ backlog, min, weight }: Member): bigint {
  return BigInt(Math.max(backlog - min, 0)) * BigInt(weight);
}

function budget(world: World, { cpu, memory }: Member): number {
  const reserved = reserves(world);
  const fits = (left: number, need: number) => Math.floor(Math.max(left, 0) / need);
  return Math.min(
    fits(world.cpu - reserved.cpu, cpu),
    fits(world.memory - reserved.memory, memory),
  );
}

function reserves({ members, fixedWorkers }: World) {
  const sum = (of: (member: Member) => number) => members.reduce((all, one) => all + of(one), 0);
  return {
    cpu: sum(({ min, cpu }) => min * cpu) + fixedWorkers * fixedCpu,
    memory: sum(({ min, memory }) => min * memory),
  };
}

function testOf(world: World, index: number): RuleTest {
  const namespace = `world-${index}`;
  const shares = world.members.map((member) => memberPool(namespace, member));
  const pools = [...shares, fixedPool(namespace, world.fixedWorkers)];
  const quota = amounts({ 'requests.cpu': `${world.cpu}m`, 'requests.memory': `${world.memory}` });
  const whole = estate({ pools, groups: [capacityGroup({ namespace, name: 'budget', quota })] });
  return {
    groups: shares.map((pool) => rosterShare(pool, whole)),
    name: JSON.stringify(world),
    interval: '15s',
    input_series: [
      { series: 'rabbitmq_up{endpoint="rabbitmq-exporter"}', values: '1x20' },
      ...world.members.flatMap((member) => seriesOf(namespace, member)),
    ],
    promql_expr_test: world.members.map((member, position) => ({
      expr: shareTrigger(shares[position]!).query,
      eval_time: '1m',
      exp_samples: [
        {
          labels: `roster:pool_wanted_workers:share{namespace="${namespace}", pool="${member.name}"}`,
          value: wanted(world, member),
        },
      ],
    })),
  };
}

function memberPool(namespace: string, { name, min, weight, cpu, memory }: Member): WorkerPool {
  return sharePool(namespace, name, {
    demand: { weight: weight / 1000 },
    requests: { cpu: `${cpu}m`, memory: `${memory}` },
    scaling: { min },
  });
}

function fixedPool(namespace: string, workers: number): WorkerPool {
  const demand = { mode: 'fixed', workers } as const;
  return sharePool(namespace, 'fixed', {
    requests: { cpu: `${fixedCpu}m` },
    pool: { scaling: scaling(demand, { min: workers, max: workers }) },
  });
}

function seriesOf(namespace: string, { name, backlog }: Member): readonly Series[] {
  const labels = `{endpoint="rabbitmq-exporter", vhost="/", queue="${namespace}.${name}"}`;
  const ready = Math.floor(backlog / 2);
  return [
    { series: `rabbitmq_queue_messages_ready${labels}`, values: `${ready}x20` },
    { series: `rabbitmq_queue_messages_unacknowledged${labels}`, values: `${backlog - ready}x20` },
  ];
}

function randomWorld(): World {
  return {
    cpu: pick([900, 1200, 8000, 21000, 49000, 1000 + whole(50000)]),
    memory: pick([8589934592, 64424509440]),
    fixedWorkers: pick([0, 0, 2, 5]),
    members: Array.from({ length: 1 + whole(5) }, (_, index) => ({
      name: `pool-${index}`,
      backlog: pick([0, 1, 2, 13, whole(60), whole(5000), whole(1000000)]),
      min: pick([0, 0, 0, 1, 3]),
      weight: pick([1000, 1000, 100, 300, 2500]),
      cpu: pick([100, 200, 400, 500, 1000, 3000]),
      memory: pick([134217728, 524288000, 6442450944]),
    })),
  };
}

function pick<T>(from: readonly [T, ...T[]]): T {
  return from[whole(from.length)] ?? from[0];
}

function whole(below: number): number {
  return Math.floor(chance() * below);
}

// mulberry32: small, and the same worlds on every machine
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
