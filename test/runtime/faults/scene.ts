import { redis, withRedis } from '../../servers/shared.ts';
import type { needs } from '../../skips.ts';
import { type FaultProxy, startFaultProxy } from '../../testbed/fault-proxy.ts';
import { withControlPlane } from '../../testbed/shared.ts';
import { until } from '../../testbed/until.ts';
import type { Controller } from '../end-to-end/controller.ts';
import { here, type Policy, pool } from '../end-to-end/policies.ts';
import { type Stage, type StageOptions, withStage } from '../end-to-end/stage.ts';
import { createQuickClock, type QuickClock } from './quick-clock.ts';
import { followReplicas, type ReplicaHistory } from './replica-history.ts';

/** A stage on which things break: pools that follow lists of Redis, and ways to break what is around them. */
export interface Scene extends Stage {
  /** Between the controllers and the API server. */
  readonly proxy: FaultProxy;
  readonly clock: QuickClock;
  readonly history: ReplicaHistory;
  /** Makes a list exactly so long, in one step. */
  readonly setWork: (list: string, length: number) => Promise<void>;
  /** Starts a controller in this process that reaches the API server by way of the proxy, on the quick clock. */
  readonly begin: (options?: Parameters<Stage['start']>[0]) => Promise<Controller>;
}

type Register = ReturnType<typeof needs>;

/** Registers a test that needs several servers, or skips it by name for the first that is missing. */
export function needing(...all: readonly Register[]): Register {
  const [first, ...rest] = all;
  if (first === undefined) return (suite, name, run) => suite(name, run);
  return (suite, name, run) => {
    const others = (what: string, how: typeof run) => needing(...rest)(suite, what, how);
    first(Object.assign(others, { skip: suite.skip }), name, run);
  };
}

/** Registers a test that needs a control plane and Redis. */
export const withScenes = needing(withControlPlane, withRedis);

/** A pool of one worker for each entry of a list; on the quick clock it reads five times a second. */
export function listPool(name: string, scaling: object = {}, spec: object = {}): Policy {
  const signal = { redis: { list: `${here}:${name}`, connection: 'main' } };
  return pool(name, { signal, max: 20, ...scaling }, { ...spec });
}

/** A lease that survives a busy machine on the quick clock, and time for requests. */
const patient = [
  '--lease-duration=120s',
  '--lease-renew-deadline=90s',
  '--lease-retry-period=5s',
  '--kube-timeout=60s',
];

function overPatient(flags: readonly string[]): readonly string[] {
  const names = new Set(flags.map(nameOf));
  return [...patient.filter((flag) => !names.has(nameOf(flag))), ...flags];
}

function nameOf(flag: string): string {
  return flag.slice(0, flag.indexOf('='));
}

/** Gives `use` a scene with policies of its own and no controller yet. */
export async function withScene(
  { connections = {}, ...options }: StageOptions,
  use: (scene: Scene) => Promise<void>,
): Promise<void> {
  const server = await redis();
  const main = { address: `127.0.0.1:${server.port}` };
  const given = { ...options, connections: { redis: { main }, ...connections } };
  await withStage(given, async (stage) => {
    const proxy = await startFaultProxy(stage.bed.admin);
    const history = followReplicas(stage.api, stage.namespace);
    const clock = createQuickClock();
    const ends: (() => Promise<void>)[] = [];
    try {
      await use({
        ...stage,
        ...{ proxy, clock, history },
        setWork: async (list, length) => {
          await server.send('eval', fill, 1, `${stage.namespace}:${list}`, length);
        },
        begin: async ({ flags = [], parts, ...more } = {}) => {
          const controller = await stage.start({
            server: urlOf(proxy),
            ...more,
            flags: overPatient(flags),
            parts: { clock, ...parts },
          });
          ends.push(controller.stop);
          return controller;
        },
      });
    } finally {
      for (const end of ends) await end();
      await history.stop();
      await proxy.stop();
    }
  });
}

/** One scene for all tests of a file: opened when the first asks, closed by `close` after the last. */
export function shareScene(makeOptions: () => Promise<StageOptions>) {
  let opened: Promise<Scene> | undefined;
  let leave: () => void = () => undefined;
  let closed: Promise<void> | undefined;
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const open = async () => {
    const options = await makeOptions();
    return new Promise<Scene>((resolve, reject) => {
      closed = withScene(options, (scene) => {
        resolve(scene);
        return left;
      });
      closed.catch(reject);
    });
  };
  return {
    scene: (): Promise<Scene> => {
      opened ??= open();
      return opened;
    },
    close: async (): Promise<void> => {
      leave();
      await closed;
    },
  };
}

/** Waits until the history has seen what a Deployment has now, and forgets what was before. */
export async function fromNowOn({ history, replicas }: Scene, name: string): Promise<void> {
  const now = await replicas(name);
  await until('it is seen', async () => history.numbers(name).at(-1) === now);
  history.forget();
}

/** The numbers of workers of a Deployment since then, when it has come to `last`. */
export async function numbersUpTo(
  { history, untilReplicas }: Scene,
  name: string,
  last: number,
): Promise<readonly number[]> {
  await untilReplicas(name, last);
  await until('it is seen', async () => history.numbers(name).at(-1) === last);
  return history.numbers(name);
}

/** Where a proxy is, for a controller. */
export function urlOf({ config }: FaultProxy): string {
  return config.getCurrentCluster()?.server ?? '';
}

const fill = `redis.call('del', KEYS[1])
for _ = 1, ARGV[1] do redis.call('rpush', KEYS[1], 'work') end`;
