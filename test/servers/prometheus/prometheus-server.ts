import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchJson } from '../../../src/runtime/http/fetch-json.ts';
import { type Lifetime, openLifetime } from '../../testbed/lifetime/open-lifetime.ts';
import { findFreePort } from '../../testbed/servers/free-port.ts';
import { restartable } from '../restartable.ts';
import { type Exporter, startExporter } from './exporter.ts';

/** A real Prometheus on 127.0.0.1 that scrapes `exporter` every second. */
export interface PrometheusServer {
  readonly port: number;
  readonly url: string;
  readonly exporter: Exporter;
  readonly start: () => Promise<void>;
  /** Kills it. */
  readonly stop: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts a Prometheus of its own; nothing of it outlives this process. */
export async function startPrometheus(program: string): Promise<PrometheusServer> {
  const lifetime = openLifetime();
  const exporter = await startExporter();
  try {
    const port = await findFreePort();
    const url = `http://127.0.0.1:${port}`;
    const server = restartable(lifetime, {
      name: 'Prometheus',
      argv: [program, ...flags(lifetime, port, exporter)],
      folder: 'prometheus',
      answers: async () => {
        const limits = { timeoutMs: 5_000, maxBytes: 100_000 };
        const abort = new AbortController().signal;
        const query = `${url}/api/v1/query?query=${encodeURIComponent('vector(1)')}`;
        return (await fetchJson({ url: query, ...limits }, abort)).status === 200;
      },
    });
    await server.start();
    const close = async () => {
      await exporter.stop();
      await lifetime.close();
    };
    return { port, url, exporter, start: server.start, stop: server.stop, close };
  } catch (error) {
    await exporter.stop();
    await lifetime.close();
    throw new Error('starting Prometheus', { cause: error });
  }
}

function flags({ folder }: Lifetime, port: number, exporter: Exporter): readonly string[] {
  const configuration = join(folder, 'prometheus.yml');
  const scrape = {
    job_name: 'test',
    scrape_interval: '1s',
    scrape_timeout: '1s',
    static_configs: [{ targets: [`127.0.0.1:${exporter.port}`] }],
  };
  writeFileSync(configuration, JSON.stringify({ scrape_configs: [scrape] })); // JSON is YAML
  return [
    `--config.file=${configuration}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--log.level=warn',
  ];
}
