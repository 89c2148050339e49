import { millis } from '../../model/units.ts';
import { ConfigurationError } from '../config/problem.ts';
import { identityOf } from '../config.ts';
import { serveAdmin } from '../controller/admin/admin-server.ts';
import { createLog } from '../create-log.ts';
import { ApiError } from '../kube/api-client.ts';
import { type ApiClientParts, createApiClient } from '../kube/create-api-client.ts';
import { createLeader } from '../kube/create-leader.ts';
import { createDropInAdmin } from '../oasis-drop-in/drop-in-admin.ts';
import { runDropIn } from '../oasis-drop-in/run-drop-in.ts';
import { type DropInSettings, readOasisSettings } from '../oasis-drop-in/settings.ts';
import type { Parts } from '../parts.ts';
import { version } from '../version.prebuilt.ts';
import { openCluster, openUsersCluster } from './open-cluster.ts';
import { runToItsEnd } from './run-to-its-end.ts';
import type { ExitCode, Start } from './start-component.ts';

/** As long as the kubelet waits where nobody says otherwise, and some seconds less. */
const grace = millis(25_000);

/** Runs in the place of the worker controller of Oasis, with its own settings. */
export async function startOasisDropIn(start: Start): Promise<ExitCode> {
  const args = start.args[0] === 'controller' ? start.args.slice(1) : start.args;
  const read = readOasisSettings(args, start.env);
  if (!read.ok) throw new ConfigurationError(read.problems);
  const { settings } = read;
  const identity = identityOf(start.env);
  const base = { component: 'oasis-drop-in', pod: identity };
  const log = createLog({ level: settings.logLevel, base });
  const parts: Parts = { ...start, log };
  const kubeConfig =
    settings.cluster === 'local'
      ? await openUsersCluster(start.env, start.readFile)
      : await openCluster('', start.env, start.readFile);
  const { namespace } = settings;
  log.info({ version, namespace, identity }, 'serving the Deployments of Oasis models');
  const userAgent = `roster-oasis-drop-in/${version}`;
  return runToItsEnd('oasis-drop-in', parts, grace, start.stop, () =>
    serve(settings, identity, { ...parts, kubeConfig, userAgent }, start.stop),
  );
}

/**
 * Acts while it leads, where Leases are allowed. The worker controller has no right to them and ran alone (one replica, strategy
 * Recreate): where they are forbidden we do as it did.
 */
async function serve(
  settings: DropInSettings,
  identity: string,
  parts: ApiClientParts,
  stop: AbortSignal,
): Promise<void> {
  const { namespace } = settings;
  const name = 'roster-oasis-drop-in';
  const leaseApi = createApiClient(parts);
  const leader = createLeader({ ...parts, api: leaseApi, namespace, name, identity });
  let isAlone = false;
  const term = new AbortController();
  const leading = leader.run(term.signal).catch((error: unknown) => {
    if (!isForbidden(error)) throw error;
    isAlone = true;
    parts.log.warn(
      { namespace },
      'leases are forbidden to our ServiceAccount, so there must be one replica only',
    );
  });
  const gate = () => isAlone || leader.isLeader();
  // of its own: what waited for its turn until the lease was gone is not written, but the lease has to be
  const api = createApiClient({ ...parts, mayWrite: gate });
  const admin = createDropInAdmin({ ...parts, namespace, version, leads: gate });
  const { decided, observed } = admin;
  const serving = Promise.all([
    runDropIn({ ...parts, settings, api, gate, decided, observed }, stop),
    serveAdmin({ port: settings.adminPort }, admin.state, parts.log, stop),
  ]);
  try {
    // what the lease fails of fails all
    await Promise.race([serving, leading.then(() => serving)]);
  } finally {
    // given back when nothing is written any more
    term.abort();
    await leading.catch(() => undefined);
    api.close();
    leaseApi.close();
  }
}

function isForbidden(error: unknown): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return cause instanceof ApiError && cause.status === 403;
}
