import { setTimeout as wait } from 'node:timers/promises';
import type { Lifetime, Server } from '../lifetime/open-lifetime.ts';
import type { Certificates } from './certificates.ts';
import { findFreePort } from './free-port.ts';
import { getStatus } from './get-status.ts';
import type { Endpoint } from './kubeconfig.ts';
import { orEnded } from './or-ended.ts';
import { type Tokens, writeFiles } from './write-files.ts';

export interface ApiServer {
  readonly endpoint: Endpoint;
  readonly kubeconfig: string;
  readonly server: Server;
}

export interface ApiServerParts {
  readonly certificates: Certificates;
  readonly tokens: Tokens;
  readonly etcd: Server;
  readonly serve: (port: number) => Server;
}

const startupMs = 60_000;
const lookMs = 50;
const attempts = 5;

/** Starts the API server on a free port and waits until it is ready; another port when somebody was faster. */
export async function startApiServer(
  lifetime: Lifetime,
  parts: ApiServerParts,
): Promise<ApiServer> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort();
    const endpoint: Endpoint = {
      url: `https://127.0.0.1:${port}`,
      authority: parts.certificates.authority,
    };
    const kubeconfig = writeFiles(lifetime.folder, endpoint, parts.certificates, parts.tokens);
    const server = parts.serve(port);
    const settled = new AbortController();
    try {
      const ready = becomeReady(endpoint, parts.tokens.admin, settled.signal);
      await orEnded(ready, [server, parts.etcd]);
      return { endpoint, kubeconfig, server };
    } catch (error) {
      const taken = error instanceof Error && error.message.includes('address already in use');
      if (!taken || attempt === attempts) throw error;
    } finally {
      settled.abort(); // a server that has ended is asked no more
    }
  }
}

async function becomeReady(endpoint: Endpoint, token: string, signal: AbortSignal): Promise<void> {
  const deadline = AbortSignal.timeout(startupMs);
  while ((await getStatus(endpoint, token, '/readyz')) !== 200) {
    if (deadline.aborted) throw new Error(`the API server was not ready after ${startupMs} ms`);
    await wait(lookMs, undefined, { signal });
  }
}
