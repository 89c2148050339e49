import {
  createPrometheusSource,
  type PrometheusSignal,
} from '../../../../src/runtime/signals/prometheus/prometheus-source.ts';
import type { SourceSubject } from '../../../conformance/source.ts';
import type { PrometheusServer } from '../../../servers/prometheus/prometheus-server.ts';
import { impatient, realParts } from '../../../servers/real-parts.ts';
import { startTcpProxy } from '../../../servers/tcp-proxy.ts';

export function query(text: string): PrometheusSignal {
  return { source: 'prometheus', connection: 'main', query: text };
}

/** A source that reaches Prometheus through a proxy and reads gauges of the exporter. */
export async function makePrometheusSubject(
  server: PrometheusServer,
): Promise<SourceSubject<PrometheusSignal>> {
  const proxy = await startTcpProxy(server.port);
  const parts = realParts({});
  const source = createPrometheusSource({
    ...parts,
    ...impatient,
    name: 'prometheus.main',
    settings: { url: `http://127.0.0.1:${proxy.port}/` },
  });
  return {
    source,
    clock: parts.clock,
    put: async (name, units) => {
      server.exporter.set(name, units);
      return query(`work_waiting{name="${name}"}`);
    },
    absent: query('work_waiting{name="absent"}'),
    cut: proxy.cut,
    hang: async () => proxy.hang(),
    mend: proxy.mend,
    open: proxy.open,
    close: proxy.close,
  };
}
