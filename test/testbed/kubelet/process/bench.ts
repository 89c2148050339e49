import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { KubeConfig, type V1Container, type V1Pod, type V1PodSpec } from '@kubernetes/client-node';
import { systemClock } from '../../clock.ts';
import { type Lifetime, openLifetime } from '../../lifetime/open-lifetime.ts';
import type { ContainerRuntime, LogsOf, RunningContainer } from '../container-runtime.ts';
import { type ProcessRuntimeOptions, processRuntime } from './start-processes.ts';

/** A runtime for tests that need no API server: pods without a token and without references to objects. */
export interface Bench {
  readonly runtime: ContainerRuntime;
  readonly lifetime: Lifetime;
  readonly pod: (changes?: Partial<V1PodSpec>) => V1Pod;
  /** Starts a container of a pod of its own; rejects when it is refused. */
  readonly run: (container: Partial<V1Container>, pod?: V1Pod) => Promise<Run>;
}

export interface Run extends RunningContainer {
  readonly pod: V1Pod;
  /** Waits until the output has this in it. */
  readonly says: (words: string) => Promise<string>;
  readonly output: (of?: Partial<LogsOf>) => Promise<string>;
}

const patienceMs = 30_000;

/** Opens a bench, and closes it with all that runs on it when `use` is done. */
export async function onBench(
  use: (bench: Bench) => Promise<void>,
  options: Partial<ProcessRuntimeOptions> = {},
): Promise<void> {
  const lifetime = openLifetime();
  try {
    await use(openBench(lifetime, options));
  } finally {
    await lifetime.close();
  }
}

function openBench(lifetime: Lifetime, options: Partial<ProcessRuntimeOptions>): Bench {
  const folder = join(lifetime.folder, 'pods');
  mkdirSync(folder);
  const { launch } = lifetime;
  const config = noServer();
  const runtime = processRuntime({ config, folder, clock: systemClock, launch, ...options });
  let pods = 0;
  const pod: Bench['pod'] = (changes) => {
    pods += 1;
    const metadata = { name: `pod-${pods}`, namespace: 'default', uid: `uid-${pods}` };
    return { metadata, spec: { automountServiceAccountToken: false, containers: [], ...changes } };
  };
  return {
    runtime,
    lifetime,
    pod,
    run: async (container, of = pod()) => startOn(runtime, of, { name: 'main', ...container }),
  };
}

/** Starts a container on any runtime. */
export async function startOn(
  runtime: ContainerRuntime,
  pod: V1Pod,
  container: V1Container,
  podIp = '127.0.0.1',
): Promise<Run> {
  const signal = AbortSignal.timeout(patienceMs);
  const start = await runtime.start({ pod, container, podIp, restarts: 0 }, signal);
  if (!start.started) throw new Error(`${start.reason}: ${start.message}`);
  const logs = (of: Partial<LogsOf> = {}) =>
    runtime.logs({
      podUid: pod.metadata?.uid ?? '',
      container: container.name,
      previous: false,
      follow: false,
      signal,
      ...of,
    });
  return {
    ...start.running,
    pod,
    output: async (of) => text((await logs(of)) ?? Readable.from([])),
    says: async (words) => {
      let said = '';
      for await (const part of (await logs({ follow: true })) ?? []) {
        said += Buffer.from(part).toString();
        if (said.includes(words)) return said;
      }
      throw new Error(`it never said "${words}", only: ${said}`);
    },
  };
}

/** A shell with this script as a container's command. */
export function shell(script: string): Pick<V1Container, 'command'> {
  return { command: ['sh', '-c', script] };
}

/** node with this script as a container's command. */
export function node(script: string): Pick<V1Container, 'command'> {
  return { command: [process.execPath, '-e', script] };
}

function noServer(): KubeConfig {
  const config = new KubeConfig();
  const server = 'https://127.0.0.1:1'; // refuses all
  config.loadFromClusterAndUser({ name: 'none', server, skipTLSVerify: false }, { name: 'none' });
  return config;
}
