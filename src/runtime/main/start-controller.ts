import { type ControllerConfig, readConfig } from '../config.ts';
import { runController } from '../controller/run-controller.ts';
import { createLog } from '../create-log.ts';
import type { ClusterAccess } from '../kube/cluster-access.ts';
import { createApiClient } from '../kube/create-api-client.ts';
import { createLeader } from '../kube/create-leader.ts';
import type { Parts } from '../parts.ts';
import { version } from '../version.prebuilt.ts';
import { createPoolDrain } from './create-pool-drain.ts';
import { createSources } from './create-sources.ts';
import { openCluster } from './open-cluster.ts';
import { runToItsEnd } from './run-to-its-end.ts';
import type { ExitCode, Start } from './start-component.ts';

/** Cells that are worked on at once: most of their time they wait for the API server. */
const CONCURRENCY = 8;

/** Runs the controller of `roster.dev` policies. */
export async function startController(start: Start): Promise<ExitCode> {
  const config = await readConfig(start.args, start.env, start.readFile);
  const { logLevel: level, environment, identity, grace } = config;
  const log = createLog({ level, base: { component: 'controller', environment, pod: identity } });
  const parts: Parts = { ...start, log };
  const access = await openCluster(config.kubeconfig, start.env, start.readFile);
  log.info({ version, namespaces: config.namespaces, identity }, 'the controller starts');
  return runToItsEnd('controller', parts, grace, start.stop, () =>
    serveController(config, parts, access, start.stop),
  );
}

/** Serves policies with a client, a lease and sources that are made of its configuration, until `stop` fires. */
export async function serveController(
  config: ControllerConfig,
  parts: Parts,
  kubeConfig: ClusterAccess,
  stop: AbortSignal,
): Promise<void> {
  const userAgent = `roster-controller/${version}`;
  const client = { ...parts, kubeConfig, userAgent, timeoutMs: config.kubeTimeout };
  // of its own: a renewal must not wait behind a thousand other calls
  const leaseApi = createApiClient(client);
  const leader = createLeader({
    ...parts,
    api: leaseApi,
    namespace: config.leaseNamespace,
    name: config.leaseName,
    identity: config.identity,
    leaseMs: config.leaseDuration,
    renewDeadlineMs: config.leaseRenewDeadline,
    retryMs: config.leaseRetryPeriod,
  });
  const { kubeRate: perSecond, kubeBurst: burst } = config;
  const fenced = { ...client, perSecond, burst, mayWrite: leader.isLeader };
  const api = createApiClient(fenced);
  // with a budget of its own: a change of a number does not wait for what is said about others
  const scaleApi = createApiClient(fenced);
  const settings = {
    namespaces: config.namespaces,
    adminPort: config.adminPort,
    instance: config.identity,
    version,
    ledgerSize: config.ledgerSize,
    concurrency: CONCURRENCY,
    relistEveryMs: config.relist,
  };
  const sources = createSources(config, parts);
  const drain = createPoolDrain(scaleApi, config.connections, parts);
  try {
    await runController({ ...parts, settings, api, scaleApi, sources, leader, drain }, stop);
  } finally {
    api.close();
    scaleApi.close();
    leaseApi.close();
  }
}
