import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { putDeployment, putGroup, putPool, spec } from './objects.ts';
import { queueKey, type Rig, withRig } from './rig.ts';

type Server = Rig['server'];
const jobs = queueKey('jobs');

/** Everything that can go wrong around a pool whose five messages stay; each gives what mends it. */
const faults: Readonly<Record<string, (rig: Rig) => () => void>> = {
  'the broker is away': ({ broker }) => {
    broker.cut('connection refused');
    return broker.mend;
  },
  'the queue is deleted': ({ broker }) => {
    broker.remove(jobs);
    return () => broker.set(jobs, 5);
  },
  'the API server answers 500': ({ server }) => server.fail({}, { status: 500 }),
  'the API server answers 429': ({ server }) =>
    server.fail({}, { status: 429, retryAfterSeconds: 1 }),
  'every write is a conflict': ({ server }) =>
    server.fail({ method: 'PATCH' }, { status: 409, reason: 'Conflict' }),
  'watches are silently dead': ({ server }) => server.freezeWatches(),
  'watches are torn and their versions forgotten': ({ server }) => {
    server.compact();
    server.endWatches('torn');
    return () => {};
  },
  'the lease is lost': ({ lease }) => {
    lease.take();
    return lease.give;
  },
  'the time of day jumps a day ahead': ({ clock }) => {
    const { wall } = clock.read();
    clock.setWall(wall + 86_400_000);
    return () => clock.setWall(clock.read().wall - 86_400_000);
  },
  'the time of day jumps a day back': ({ clock }) => {
    const { wall } = clock.read();
    clock.setWall(wall - 86_400_000);
    return () => clock.setWall(clock.read().wall + 86_400_000);
  },
  'another policy cannot be read': ({ server }) => {
    putPool(server, 'other', { engine: 'runtime', scaling: null });
    return () => server.take('workerpools', 'work', 'other');
  },
  'pools cannot be listed': ({ server }) => {
    const mend = server.fail({ path: /workerpools$/ }, { status: 403, reason: 'Forbidden' });
    server.endWatches('cleanly');
    return mend;
  },
};

for (const where of ['alone', 'in a group'] as const) {
  const prepare = (server: Server) => {
    if (where === 'in a group') putGroup(server, 'all', { cpu: '10' });
    putPool(server, 'a', spec(where === 'in a group' ? { group: 'all' } : {}));
    putDeployment(server, 'a', 0);
  };

  for (const [name, happen] of Object.entries(faults)) {
    test(`${name}: a pool ${where} keeps its workers, and follows again when it is over`, async () => {
      await withRig({ prepare }, async (rig) => {
        rig.broker.set(jobs, 5);
        await pass(rig, 3);
        assert.is(rig.replicas('a'), 5);
        const mend = happen(rig);
        for (let minute = 0; minute < 20; minute += 1) {
          await pass(rig, 1);
          assert.is(rig.replicas('a'), 5, `after ${minute} minutes`);
        }
        mend();
        await pass(rig, 6);
        assert.is(rig.replicas('a'), 5);
        rig.broker.set(jobs, 7);
        await pass(rig, 1);
        assert.is(rig.replicas('a'), 7);
        assert.is(rig.condition('a', 'SignalFresh'), 'True Fresh');
      });
    });
  }
}

test('whatever goes wrong in whatever order, nothing is lowered while the work stays', async () => {
  const names = Object.keys(faults);
  const prepare = (server: Server) => {
    putPool(server, 'a', spec());
    putDeployment(server, 'a', 0);
  };
  const step = fc.record({
    fault: fc.constantFrom(...names),
    seconds: fc.integer({ min: 1, max: 400 }),
    isMended: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), (steps) =>
      withRig({ prepare }, (rig) => survive(rig, steps)),
    ),
    { numRuns: 20, seed: 5 },
  );
});

interface Step {
  readonly fault: string;
  readonly seconds: number;
  readonly isMended: boolean;
}

async function survive(rig: Rig, steps: readonly Step[]): Promise<void> {
  const broken = new Map<string, () => void>();
  rig.broker.set(jobs, 5);
  await pass(rig, 1);
  for (const { fault, seconds, isMended } of steps) {
    if (!broken.has(fault)) broken.set(fault, faults[fault]!(rig));
    await pass(rig, seconds / 60);
    assert.is(rig.replicas('a'), 5, fault);
    if (!isMended) continue;
    broken.get(fault)?.();
    broken.delete(fault);
  }
  for (const mend of broken.values()) mend();
  await pass(rig, 8);
  assert.is(rig.replicas('a'), 5);
  rig.broker.set(jobs, 8);
  await pass(rig, 1);
  assert.is(rig.replicas('a'), 8, 'and it works again');
}

async function pass(rig: Rig, minutes: number): Promise<void> {
  for (let turn = 0; turn < minutes * 4; turn += 1) await rig.clock.advance(15_000);
  await rig.settle();
}

test.run();
