import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Something that Prometheus scrapes: a gauge with whatever values a test sets. */
export interface Exporter {
  readonly port: number;
  /** Sets `work_waiting{name="…"}`; Prometheus' own spelling of odd values: `NaN`, `+Inf`. */
  set(name: string, value: number | string): void;
  /** Leaves the series out from now on. */
  remove(name: string): void;
  /** Answers no scrape until `start`. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

export async function startExporter(): Promise<Exporter> {
  const values = new Map<string, number | string>();
  const page = () => {
    const lines = [...values].map(([name, value]) => `work_waiting{name="${name}"} ${value}`);
    return `# TYPE work_waiting gauge\n${lines.join('\n')}\n`;
  };
  let server: Server | undefined;
  let port = 0;

  async function start(): Promise<void> {
    const next = createServer((_, response) => {
      response.setHeader('content-type', 'text/plain; version=0.0.4').end(page());
    });
    await new Promise<void>((resolve, reject) => {
      next.once('error', reject);
      next.listen(port, '127.0.0.1', () => resolve());
    });
    ({ port } = next.address() as AddressInfo);
    server = next;
  }

  async function stop(): Promise<void> {
    const ending = server;
    server = undefined;
    await new Promise<void>((resolve) => {
      if (ending === undefined) return resolve();
      ending.close(() => resolve());
      ending.closeAllConnections();
    });
  }

  await start();
  return {
    port,
    set: (name, value) => values.set(name, value),
    remove: (name) => values.delete(name),
    stop,
    start,
  };
}
