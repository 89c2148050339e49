import { runController } from '../../src/runtime/controller/run-controller.ts';
import { createLeader } from '../../src/runtime/kube/create-leader.ts';
import type { Parts } from '../../src/runtime/parts.ts';
import { createFakeApiServer, type FakeApiServer } from '../../test/fakes/api-server.ts';
import { createVirtualClock } from '../../test/fakes/virtual-clock.ts';
import { livePools, namespacesOf } from './estate.ts';
import { firstValues, targetsOf } from './live-values.ts';
import { asShipped } from './processes/controller-plan.ts';
import { fillCluster, settleDeployment } from './processes/fill-cluster.ts';
import { createPushSource, type PushSource } from './push-source.ts';
import { type Counts, kindOfRequest } from './requests.ts';
import type { ControlledRun } from './result.ts';

/** How many minutes nothing changes, and how many it does. */
export interface Minutes {
  readonly idle: number;
  readonly change: number;
}

/** A source says all it knows this often, changed or not. */
const pushEveryMs = 15_000;
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/**
 * Counts what a controller asks of an API server, on a clock that is moved by hand: minutes pass in seconds, and the numbers are
 * the same every time. There is no limit of requests a second here. In each push of the second part one signal in a hundred
 * says something else.
 */
export async function runControlled(count: number, minutes: Minutes): Promise<ControlledRun> {
  const clock = createVirtualClock();
  const fake = createFakeApiServer(clock);
  const pools = livePools(count);
  fillCluster(fake, pools);
  const parts: Parts = { clock, random: () => 0.5, log: silent, readFile: async () => '' };
  const source = createPushSource('prometheus.main', clock);
  source.push(firstValues(pools));
  const abort = new AbortController();
  const ran = runController(
    {
      ...parts,
      api: fake.client,
      sources: [source],
      leader: createLeader({
        ...parts,
        api: fake.client,
        namespace: 'bench',
        name: 'bench',
        identity: 'bench',
      }),
      settings: {
        namespaces: namespacesOf(pools),
        adminPort: 0,
        adminHost: '127.0.0.1',
        instance: 'bench',
        version: '0.0.0',
        ledgerSize: asShipped.ledgerSize,
        concurrency: asShipped.concurrency,
      },
    },
    abort.signal,
  );
  ran.catch(() => {}); // it is waited for below

  const pass = async (length: number, change: (push: number) => void): Promise<Counts> => {
    for (let push = 0; push < (length * 60_000) / pushEveryMs; push += 1) {
      source.push(firstValues(pools).map(([query, units]) => [query, told.get(query) ?? units]));
      change(push);
      await clock.advance(pushEveryMs);
    }
    return takeCounts(fake);
  };
  const told = new Map<string, number>();
  const targets = targetsOf(pools);
  const each = Math.max(1, Math.round(count / 100));
  let changes = 0;

  const starting = await pass(1, () => {});
  const idle = await pass(minutes.idle, () => {});
  const change = await pass(minutes.change, (push) => {
    changes += changeSome(targets, push * each, each, told, source);
    settleSoon(fake);
  });
  abort.abort();
  await clock.advance(1_000);
  await ran;
  return {
    starting,
    idleMinutes: minutes.idle,
    idle,
    changeMinutes: minutes.change,
    changes,
    change,
  };
}

/** Five workers where there were three, and three where there were five. */
function changeSome(
  targets: readonly { readonly query: string }[],
  from: number,
  howMany: number,
  told: Map<string, number>,
  source: PushSource,
): number {
  const some = Array.from({ length: howMany }, (_, at) => targets[(from + at) % targets.length]);
  for (const target of some) {
    if (target === undefined) continue;
    const units = told.get(target.query) === 5 ? 3 : 5;
    told.set(target.query, units);
    source.push([[target.query, units]]);
  }
  return some.length;
}

/** What the Deployment controller and the kubelets would have done by the next push. */
function settleSoon(fake: FakeApiServer): void {
  for (const { method, path, status } of fake.asked) {
    const [, namespace, name] =
      /namespaces\/([^/]+)\/deployments\/([^/]+)\/scale$/.exec(path) ?? [];
    if (method !== 'PATCH' || status !== 200 || namespace === undefined) continue;
    settleDeployment(fake, namespace, name ?? '');
  }
}

function takeCounts(fake: FakeApiServer): Counts {
  const counts: Record<string, number> = {};
  for (const { method, path, query } of fake.asked.splice(0)) {
    const kind = kindOfRequest(method, path, query.watch === 'true');
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}
