// The controller as a process of its own, for the benchmark: the runtime's composition, with two things more. It answers
// its parent what its heap holds, and may have a source that the parent pushes signals into.
import { memoryUsage } from 'node:process';
import { runController } from '../../../src/runtime/controller/run-controller.ts';
import { createLog } from '../../../src/runtime/create-log.ts';
import type { ClusterAccess } from '../../../src/runtime/kube/cluster-access.ts';
import { createApiClient } from '../../../src/runtime/kube/create-api-client.ts';
import { createLeader } from '../../../src/runtime/kube/create-leader.ts';
import type { Parts } from '../../../src/runtime/parts.ts';
import { createRealClock } from '../../../src/runtime/real-clock.ts';
import { createPrometheusSource } from '../../../src/runtime/signals/prometheus/prometheus-source.ts';
import { createPushSource } from '../push-source.ts';
import type { ControllerPlan, ControllerQuestion } from './controller-plan.ts';
import { answerParent } from './remote.ts';

const plan = JSON.parse(process.argv[2] ?? '') as ControllerPlan;
const { server, authority, token } = plan.cluster;
const access: ClusterAccess = {
  getCurrentCluster: () => ({ server }),
  applyToHTTPSOptions: async (options) => {
    if (authority !== undefined) options.ca = authority;
    if (token !== undefined) options.headers = { Authorization: `Bearer ${token}` };
  },
};
const clock = createRealClock();
const log = createLog({ level: 'warn', base: {} });
const parts: Parts = { clock, random: Math.random, log, readFile: () => Promise.resolve('') };
const { perSecond, burst } = plan;
const client = { ...parts, kubeConfig: access, perSecond, burst, userAgent: plan.userAgent };
const api = createApiClient(client);
const scaleApi = createApiClient(client);
const leases = createApiClient({ ...parts, kubeConfig: access, userAgent: plan.leaseUserAgent });
const pushed = createPushSource('prometheus.main', clock);
const source =
  plan.prometheus === undefined
    ? pushed
    : createPrometheusSource({
        ...parts,
        name: 'prometheus.main',
        settings: { url: plan.prometheus },
      });

answerParent((question: ControllerQuestion) => {
  if (question.ask === 'memory') return memoryUsage();
  pushed.push(question.values);
  return undefined;
});
const stop = new AbortController();
process.on('SIGTERM', () => stop.abort());
await runController(
  {
    ...parts,
    api,
    scaleApi,
    sources: [source],
    leader: createLeader({
      ...parts,
      api: leases,
      namespace: plan.leaseNamespace,
      name: plan.userAgent,
      identity: 'bench',
    }),
    settings: {
      namespaces: plan.namespaces,
      adminPort: 0,
      adminHost: '127.0.0.1',
      instance: 'bench',
      version: '0.0.0',
      ledgerSize: plan.ledgerSize,
      concurrency: plan.concurrency,
    },
  },
  stop.signal,
);
process.exit(0);
