import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { findFreePort } from '../../testbed/servers/free-port.ts';
import {
  type Controller,
  type ControllerOptions,
  controllerAt,
  overQuick,
  untilReady,
} from './controller.ts';
import { followProcess } from './follow-process.ts';
import type { Mounted } from './mounted-files.ts';

/** A controller in a process of its own, which a test may kill. */
export interface ControllerProcess extends Controller {
  readonly pid: number;
  /** Sends a signal: `SIGKILL`, `SIGSTOP`, `SIGCONT`, `SIGTERM`. */
  readonly kill: (signal: NodeJS.Signals) => void;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** Starts the runtime as its image does, from the sources, and resolves when it is ready. `folder` takes its files. */
export async function startControllerProcess(
  account: KubeConfig,
  { args, files }: Mounted,
  folder: string,
  { identity = 'roster-controller-1', flags = [], server }: Omit<ControllerOptions, 'parts'> = {},
): Promise<ControllerProcess> {
  const own = join(folder, identity);
  const port = await findFreePort();
  mkdirSync(own, { recursive: true, mode: 0o700 });
  // no process can have another's /etc: the files lie elsewhere, and what names them is told so
  const placed = (text: string) => text.replaceAll('/etc/roster', join(own, 'etc'));
  for (const [path, text] of files) {
    mkdirSync(placed(path.slice(0, path.lastIndexOf('/'))), { recursive: true });
    writeFileSync(placed(path), path.endsWith('/config.json') ? placed(text) : text, {
      mode: 0o600,
    });
  }
  const kubeconfig = join(own, 'kubeconfig');
  writeFileSync(kubeconfig, configFor(account, server).exportConfig(), { mode: 0o600 });
  const child = spawn(
    process.execPath,
    [
      ...['--import', 'tsx', 'src/runtime/main.ts', ...args.map(placed)],
      ...[`--ports-admin=${port}`, `--kube-config=${kubeconfig}`, ...overQuick(flags)],
    ],
    {
      env: { PATH: process.env.PATH ?? '', POD_NAME: identity },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const running = followProcess(child);
  const controller = {
    ...controllerAt(`http://127.0.0.1:${port}`, running.lines, async () => {
      child.kill('SIGCONT'); // one that was stopped hears nothing
      child.kill('SIGTERM');
      await running.ended;
    }),
    pid: child.pid ?? 0,
    kill: (signal: NodeJS.Signals) => void child.kill(signal),
    ended: running.ended,
  };
  try {
    await running.whileAlive(untilReady(controller));
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`starting a controller: ${running.said()}`, { cause: error });
  }
  return controller;
}

/** A proxy may speak plain HTTP, which the client library does only where it is told not to look at certificates. */
function configFor(account: KubeConfig, server: string | undefined): KubeConfig {
  if (server === undefined) return account;
  const config = new KubeConfig();
  const cluster = { name: 'proxy', server, skipTLSVerify: true };
  config.loadFromClusterAndUser(cluster, { ...account.getCurrentUser()! });
  return config;
}
