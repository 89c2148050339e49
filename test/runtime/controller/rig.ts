import type { Instant } from '../../../src/model/units.ts';
import {
  type ControllerParts,
  type ControllerSettings,
  runController,
} from '../../../src/runtime/controller/run-controller.ts';
import type { PoolStatus } from '../../../src/runtime/controller/status/pool-status.ts';
import type { Leader } from '../../../src/runtime/kube/leader.ts';
import { keyOf, type RuntimeSignal } from '../../../src/runtime/signals/wanted-signal.ts';
import { createFakeApiServer, type FakeApiServer } from '../../fakes/api-server.ts';
import { createFakeSource, type FakeSource } from '../../fakes/source.ts';
import { createVirtualClock, type VirtualClock } from '../../fakes/virtual-clock.ts';

/** A lease that a test gives and takes. */
export interface Lease extends Leader {
  give(): void;
  take(): void;
}

/** A running controller on a fake API server, a fake broker and a clock that only the test moves. */
export interface Rig {
  readonly server: FakeApiServer;
  readonly clock: VirtualClock;
  readonly broker: FakeSource;
  readonly lease: Lease;
  readonly logged: { readonly level: string; readonly message: string; readonly fields: object }[];
  /** Lets the controller do all it can do without time passing, but for the moments that retries take. */
  settle(): Promise<void>;
  /** `spec.replicas` of the Deployment of this name. */
  replicas(name: string): number | undefined;
  status(name: string): PoolStatus;
  condition(name: string, type: string): string;
  /** The writes since the last call, as `PATCH deployments/a/scale 3`. */
  writes(): readonly string[];
  get(path: string): Promise<{ readonly status: number; readonly body: string }>;
  stop(): Promise<void>;
}

export interface RigSettings extends Partial<ControllerSettings> {
  readonly parts?: Partial<ControllerParts>;
  readonly leads?: 'at once' | 'later';
  readonly prepare?: (server: FakeApiServer) => void;
}

function queueSignal(queue: string): RuntimeSignal {
  return { source: 'rabbitmq', connection: 'main', queue, vhost: '/', count: 'ready+unacked' };
}

/** The namespace that the controller of a rig serves. */
export const home = 'work';

/** The key by which the fake broker knows a queue. */
export function queueKey(queue: string): string {
  return keyOf(queueSignal(queue));
}

/** Starts a controller of namespace `work`, runs `use`, and stops it whatever happens. */
export async function withRig(settings: RigSettings, use: (rig: Rig) => Promise<void>) {
  const rig = await startRig(settings);
  try {
    await use(rig);
  } finally {
    await rig.stop();
  }
}

async function startRig({ parts, leads, prepare, ...settings }: RigSettings): Promise<Rig> {
  const clock = createVirtualClock();
  const server = createFakeApiServer(clock);
  prepare?.(server);
  const broker = createFakeSource('rabbitmq.main', clock);
  const lease = createLease(clock);
  const logged: Rig['logged'] = [];
  const log = (level: string) => (fields: object, message: string) => {
    logged.push({ level, message, fields });
  };
  if (leads !== 'later') lease.give();
  const abort = new AbortController();
  let port = 0;
  const ran = runController(
    {
      clock,
      random: () => 0.5,
      log: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
      readFile: async () => '',
      api: server.client,
      sources: [broker],
      leader: lease,
      listening: (got) => {
        port = got;
      },
      settings: {
        namespaces: [home],
        adminPort: 0,
        adminHost: '127.0.0.1',
        instance: 'roster-controller-0',
        version: '0.0.0',
        ledgerSize: 16,
        concurrency: 4,
        ...settings,
      },
      ...parts,
    },
    abort.signal,
  );
  ran.catch(() => {});
  let seen = 0;
  const settle = async () => {
    for (let turn = 0; turn < 8; turn += 1) await clock.settle();
    await clock.advance(300);
    for (let turn = 0; turn < 8; turn += 1) await clock.settle();
  };
  const status = (name: string): PoolStatus =>
    (server.read('workerpools', 'work', name) as { status?: PoolStatus } | undefined)?.status ?? {};
  await settle();
  return {
    server,
    clock,
    broker,
    lease,
    logged,
    settle,
    status,
    replicas: (name) => {
      const found = server.read('deployments', 'work', name);
      return (found as { spec?: { replicas?: number } } | undefined)?.spec?.replicas;
    },
    condition: (name, type) => {
      const found = status(name).conditions?.find((one) => one.type === type);
      return found === undefined ? 'none' : `${found.status} ${found.reason}`;
    },
    writes: () => {
      const all = server.writes();
      const some = all.slice(seen);
      seen = all.length;
      return some
        .filter(({ path }) => !path.includes('/events'))
        .map(({ method, path, body, status: code }) => {
          const to = (body as { spec?: { replicas?: number } }).spec?.replicas;
          const what = path
            .split('/')
            .slice(path.split('/').indexOf('work') + 1)
            .join('/');
          return `${method} ${what}${to === undefined ? '' : ` ${to}`}${code < 400 ? '' : ` ${code}`}`;
        });
    },
    get: async (path) => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`);
      return { status: answer.status, body: await answer.text() };
    },
    stop: async () => {
      abort.abort();
      for (let turn = 0; turn < 8; turn += 1) await clock.settle();
      await ran;
    },
  };
}

function createLease(clock: VirtualClock): Lease {
  const listeners = new Set<(leads: boolean) => void>();
  let since: Instant | undefined;
  const tell = () => {
    for (const listener of listeners) listener(since !== undefined);
  };
  return {
    run: (abort) =>
      new Promise((resolve) => {
        tell();
        abort.addEventListener('abort', () => resolve(), { once: true });
        if (abort.aborted) resolve();
      }),
    isLeader: () => since !== undefined,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    leaseStartedAt: () => since,
    holder: () => (since === undefined ? 'roster-controller-other' : 'roster-controller-0'),
    give: () => {
      since = clock.read().now;
      tell();
    },
    take: () => {
      since = undefined;
      tell();
    },
  };
}
