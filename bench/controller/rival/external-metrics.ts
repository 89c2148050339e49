import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { until } from '../../../test/testbed/until.ts';
import type { RealCluster } from './real-cluster.ts';

/** An external-metrics API behind the API server's aggregation layer, as KEDA's metrics server is one. */
export interface ExternalMetrics {
  /** Answers from memory, at once: KEDA would ask the broker, or its cache of what it asked. */
  set(metric: string, value: number): void;
  close(): void;
}

const group = 'external.metrics.k8s.io';
const version = 'v1beta1';

/** Serves one and registers it; resolves when the API server finds it available. */
export async function serveExternalMetrics({ bed, api }: RealCluster): Promise<ExternalMetrics> {
  const values = new Map<string, number>();
  const { key, certificate } = bed.certificates.kubelet;
  const server = createServer({ key, cert: certificate }, (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'https://localhost');
    const metric = /\/namespaces\/[^/]+\/([^/]+)$/.exec(pathname)?.[1];
    const isKnown = metric !== undefined || pathname.endsWith(version);
    const body = metric === undefined ? resources : metricList(metric, values.get(metric) ?? 0);
    response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' });
    response.end(isKnown ? JSON.stringify(body) : '{}');
  });
  server.keepAliveTimeout = 300_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const name = 'external-metrics';
  const namespace = 'default';
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: { type: 'ExternalName', externalName: 'localhost', ports: [{ port, protocol: 'TCP' }] },
  };
  await api.call({
    method: 'POST',
    path: `/api/v1/namespaces/${namespace}/services`,
    body: service,
  });
  const apiService = {
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name: `${version}.${group}` },
    spec: {
      group,
      version,
      groupPriorityMinimum: 100,
      versionPriority: 100,
      service: { name, namespace, port },
      insecureSkipTLSVerify: true,
    },
  };
  const path = '/apis/apiregistration.k8s.io/v1/apiservices';
  await api.call({ method: 'POST', path, body: apiService });
  await until('the external-metrics API is available', () =>
    api.call({ method: 'GET', path: `/apis/${group}/${version}/namespaces/default/any` }).then(
      () => true,
      () => false,
    ),
  );
  return {
    set: (metric, value) => void values.set(metric, value),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const resources = {
  kind: 'APIResourceList',
  apiVersion: 'v1',
  groupVersion: `${group}/${version}`,
  resources: [
    {
      name: 'externalmetrics',
      singularName: '',
      namespaced: true,
      kind: 'ExternalMetricValueList',
      verbs: ['get'],
    },
  ],
};

function metricList(metricName: string, value: number): object {
  const timestamp = new Date().toISOString();
  return {
    kind: 'ExternalMetricValueList',
    apiVersion: `${group}/${version}`,
    metadata: {},
    items: [{ metricName, metricLabels: {}, timestamp, value: String(value) }],
  };
}
