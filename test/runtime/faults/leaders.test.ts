import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type FaultProxy, startFaultProxy } from '../../testbed/fault-proxy.ts';
import { until } from '../../testbed/until.ts';
import type { ControllerProcess } from '../end-to-end/controller-process.ts';
import { listPool, numbersUpTo, type Scene, shareScene, urlOf, withScenes } from './scene.ts';

const test = suite('faults: leaders');

const holdMs = 4_000;
const shared = shareScene(async () => ({
  policies: [listPool('jobs'), listPool('rest', { hold: `${holdMs}ms` })],
}));

/** A controller in a process of its own, behind a proxy of its own: what that has seen, this one asked. */
interface Replica {
  readonly name: string;
  readonly process: ControllerProcess;
  readonly proxy: FaultProxy;
}

interface Lease {
  readonly spec: { readonly holderIdentity: string; readonly acquireTime: string };
}

const replicas: Replica[] = [];
const scaling = { method: 'PATCH', path: /\/deployments\/jobs\/scale$/ };

withScenes(
  test,
  'a leader that was stopped and goes on writes nothing with its old lease, and what it had sent comes too late',
  async () => {
    const scene = await shared.scene();
    const { setWork, untilReplicas } = scene;
    await setWork('jobs', 3);
    await setWork('rest', 4);
    const old = await startReplica(scene, 'roster-controller-a');
    const next = await startReplica(scene, 'roster-controller-b');
    await untilReplicas('jobs', 3);
    await untilReplicas('rest', 4);
    await untilLeads(scene, old);

    // its patch is on the way for longer than its lease, and it is stopped meanwhile
    const release = old.proxy.hold(scaling);
    await untilSent(old, () => setWork('jobs', 5));
    old.process.kill('SIGSTOP');
    await untilLeads(scene, next);
    await untilReplicas('jobs', 5);
    await setWork('jobs', 6);
    await untilReplicas('jobs', 6);
    release();
    await until('the late patch was refused', async () =>
      (await scene.writes()).includes('patch deployments/jobs/scale 409'),
    );

    // nobody but the old leader could write this now
    const free = next.proxy.hang(scaling);
    await untilSent(next, () => setWork('jobs', 7));
    const before = old.proxy.seen.length;
    old.process.kill('SIGCONT');
    await until('it has found that it leads no more', async () =>
      old.process.log().some(({ leads }) => leads === false),
    );
    await untilAskedForLease(old, 3);
    const wrote = old.proxy.seen.slice(before).filter((line) => !/^GET /.test(line));
    assert.equal(
      wrote.filter((line) => !line.includes('/leases/')),
      [],
    );
    assert.is(await scene.replicas('jobs'), 6);
    free();
    next.proxy.cut();
    assert.equal((await numbersUpTo(scene, 'jobs', 7)).slice(-4), [3, 5, 6, 7]);
  },
);

withScenes(
  test,
  'a leader that is killed between decision and patch is replaced in time: its step is made once, and nothing is lowered while the next one looks',
  async () => {
    const scene = await shared.scene();
    const { setWork, untilReplicas, history } = scene;
    const leader = await leaderOf(scene);
    const next = replicas.find((one) => one !== leader)!;
    await setWork('jobs', 8);
    await setWork('rest', 5);
    await untilReplicas('jobs', 8);
    await untilReplicas('rest', 5);
    await until('it is seen', async () => history.numbers('rest').at(-1) === 5);
    await until('it is seen', async () => history.numbers('jobs').at(-1) === 8);
    history.forget();

    leader.proxy.hang(scaling);
    await untilSent(leader, () => setWork('jobs', 11));
    leader.process.kill('SIGKILL');
    const killed = Date.now();
    await setWork('rest', 1);
    assert.is(await leader.process.ended, 'SIGKILL');
    await untilReplicas('jobs', 11);
    await untilReplicas('rest', 1);
    const { acquireTime } = (await readLease(scene)).spec;
    const acquired = Date.parse(acquireTime);
    assert.ok(acquired - killed < 20_000, `taken over after ${acquired - killed} ms`);
    await until('it is seen', async () => history.numbers('rest').length === 2);
    assert.equal(history.numbers('jobs'), [8, 11]);
    assert.equal(history.numbers('rest'), [5, 1]);
    const [, raised] = history.of('jobs');
    assert.ok(raised!.at - killed < 20_000, `scaled ${raised!.at - killed} ms after`);
    const [, lowered] = history.of('rest');
    assert.ok(lowered!.at - acquired >= holdMs, `lowered ${lowered!.at - acquired} ms after`);
    assert.is(await next.process.metric('roster_leader'), 1);
  },
);

test.after(async () => {
  for (const { process, proxy } of replicas) {
    process.kill('SIGKILL');
    await process.ended;
    await proxy.stop();
  }
  await shared.close();
});
test.run();

async function startReplica(scene: Scene, name: string): Promise<Replica> {
  const proxy = await startFaultProxy(scene.bed.admin);
  const process = await scene.spawn({ identity: name, server: urlOf(proxy) });
  const replica = { name, process, proxy };
  replicas.push(replica);
  return replica;
}

async function readLease({ api, home }: Scene): Promise<Lease> {
  const path = `/apis/coordination.k8s.io/v1/namespaces/${home}/leases/roster-controller`;
  return (await api.call({ method: 'GET', path })) as Lease;
}

async function untilLeads(scene: Scene, { name }: Replica): Promise<void> {
  await until(`${name} leads`, async () => (await readLease(scene)).spec.holderIdentity === name);
}

async function leaderOf(scene: Scene): Promise<Replica> {
  const { holderIdentity } = (await readLease(scene)).spec;
  return replicas.find(({ name }) => name === holderIdentity)!;
}

/** Does something of which a replica sends a patch, and waits for that. */
async function untilSent({ proxy: { seen } }: Replica, act: () => Promise<void>): Promise<void> {
  const begin = seen.length;
  await act();
  await until('the patch is sent', async () =>
    seen.slice(begin).some((line) => line.startsWith(scaling.method) && scaling.path.test(line)),
  );
}

/** It goes on, and tries to lead again. */
async function untilAskedForLease({ proxy: { seen } }: Replica, times: number): Promise<void> {
  const begin = seen.length;
  await until(
    'it asks for the lease',
    async () => seen.slice(begin).filter((line) => line.includes('/leases/')).length >= times,
  );
}
