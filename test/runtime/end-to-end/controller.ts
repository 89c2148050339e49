import type { KubeConfig } from '@kubernetes/client-node';
import { readConfig } from '../../../src/runtime/config.ts';
import { createLog } from '../../../src/runtime/create-log.ts';
import type { ClusterAccess } from '../../../src/runtime/kube/cluster-access.ts';
import { serveController } from '../../../src/runtime/main/start-controller.ts';
import type { Parts } from '../../../src/runtime/parts.ts';
import { createRealClock } from '../../../src/runtime/real-clock.ts';
import { findFreePort } from '../../testbed/servers/free-port.ts';
import { until } from '../../testbed/until.ts';
import type { Mounted } from './mounted-files.ts';

/** A controller of its own process or of this one. */
export interface Controller {
  /** Of its admin port. */
  readonly url: string;
  /** What it has logged so far, by line. */
  readonly log: () => readonly Readonly<Record<string, unknown>>[];
  /** Gets a path of the admin port; status 0 where nothing answers. */
  readonly get: (path: string) => Promise<{ readonly status: number; readonly body: string }>;
  /** The sum of the samples of a metric whose labels hold this text; 0 where there is none, NaN where nobody answers. */
  readonly metric: (name: string, labels?: string) => Promise<number>;
  /** Resolves when it has given its lease back and stopped; rejects with what it failed of. */
  readonly stop: () => Promise<void>;
}

/** How a controller differs from the one that the compiler describes. */
export interface ControllerOptions {
  /** The name of its pod. */
  readonly identity?: string;
  /** Further flags, such as `--lease-duration=15s`; they win over quick ones. */
  readonly flags?: readonly string[];
  /** In the place of the real ones, in a controller of this process: a clock that jumps, other chance, files that change. */
  readonly parts?: Partial<Omit<Parts, 'log'>>;
  /** Where the API server is, when it is not where it is: a proxy that a test may cut. Its certificate is for 127.0.0.1. */
  readonly server?: string;
}

/** A lease that is soon lost and soon taken. */
const quick = [
  '--lease-duration=5s',
  '--lease-renew-deadline=3s',
  '--lease-retry-period=500ms',
  '--kube-requests-per-second=200',
  '--log-level=debug',
];

/** These flags, and the quick ones that they say nothing about. */
export function overQuick(flags: readonly string[]): readonly string[] {
  const names = new Set(flags.map(nameOf));
  return [...quick.filter((flag) => !names.has(nameOf(flag))), ...flags];
}

function nameOf(flag: string): string {
  return flag.slice(0, flag.indexOf('='));
}

/** Runs a controller in this process, from what its Deployment mounts, and resolves when it is ready. */
export async function startController(
  account: KubeConfig,
  mounted: Mounted,
  { identity = 'roster-controller-1', flags = [], parts: other, server }: ControllerOptions = {},
): Promise<Controller> {
  const port = await findFreePort();
  const lines: string[] = [];
  const readFile = other?.readFile ?? ((path: string) => read(mounted, path));
  const args = [...mounted.args.slice(1), `--ports-admin=${port}`, ...overQuick(flags)];
  const config = await readConfig(args, { POD_NAME: identity }, readFile);
  const log = createLog({
    level: config.logLevel,
    base: { pod: identity },
    write: (line) => lines.push(line),
  });
  const parts = { clock: createRealClock(), random: Math.random, ...other, readFile, log };
  const stop = new AbortController();
  const ran = serveController(config, parts, accessOf(account, server), stop.signal);
  ran.catch(() => undefined); // `stop` tells
  const controller = controllerAt(
    `http://127.0.0.1:${port}`,
    () => lines,
    async () => {
      stop.abort();
      await ran;
    },
  );
  try {
    await Promise.race([untilReady(controller), ran]);
  } catch (error) {
    stop.abort(); // nobody else would
    throw new Error('starting a controller', { cause: error });
  }
  return controller;
}

/** The parts of a controller that come of its admin port and its lines of log. */
export function controllerAt(
  url: string,
  lines: () => readonly string[],
  stop: () => Promise<void>,
): Controller {
  const get: Controller['get'] = async (path) => {
    try {
      const answer = await fetch(`${url}${path}`);
      return { status: answer.status, body: await answer.text() };
    } catch {
      return { status: 0, body: '' };
    }
  };
  return {
    url,
    get,
    stop,
    log: () => lines().map((line) => JSON.parse(line)),
    metric: async (name, labels = '') => {
      const { status, body } = await get('/metrics');
      if (status !== 200) return Number.NaN;
      const samples = body
        .split('\n')
        .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
        .filter((line) => line.includes(labels));
      return samples.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
    },
  };
}

export async function untilReady(controller: Controller): Promise<void> {
  await until(
    'the controller is ready',
    async () => (await controller.get('/readyz')).status === 200,
  );
}

async function read({ files }: Mounted, path: string): Promise<string> {
  const text = files.get(path);
  if (text === undefined) throw new Error(`reading ${path}: it is not mounted`);
  return text;
}

function accessOf(account: KubeConfig, server: string | undefined): ClusterAccess {
  if (server === undefined) return account;
  return {
    getCurrentCluster: () => ({ server }),
    applyToHTTPSOptions: (options) => account.applyToHTTPSOptions(options),
  };
}
