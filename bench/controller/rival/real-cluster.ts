import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'yaml';
import { findBinaries, placesHere } from '../../../test/testbed/binaries/find-binaries.ts';
import type { Binaries } from '../../../test/testbed/binaries/programs.ts';
import { type ApiServer, connectApiServer } from '../../../test/testbed/client/api-server.ts';
import { argumentsOf, files } from '../../../test/testbed/servers/arguments.ts';
import { startTestbed, type Testbed } from '../../../test/testbed/start.ts';
import { until } from '../../../test/testbed/until.ts';
import type { ClusterAddress } from '../processes/controller-plan.ts';

/** A real control plane of which only the API server has work, and with that whoever is measured on it. */
export interface RealCluster {
  readonly bed: Testbed;
  readonly api: ApiServer;
  readonly address: ClusterAddress;
  /** Starts a controller manager with nothing but its autoscaler in it; it ends with `stop`. */
  readonly startAutoscaler: (flags: readonly string[]) => {
    readonly pid: number;
    stop(): Promise<void>;
  };
  readonly stop: () => Promise<void>;
}

/** Starts one, or says why there is none on this machine. */
export async function startRealCluster(
  say: (line: string) => void,
): Promise<RealCluster | { readonly why: string }> {
  const found = await findBinaries(placesHere(say));
  if (!found.found) return { why: found.why };
  const { binaries } = found;
  const bed = await startTestbed({
    binaries,
    flags: {
      // services of type ExternalName are asked by their name, as where the API server is outside of the cluster
      'kube-apiserver': ['--enable-aggregator-routing=false'],
      // no Pods are made: both sides are measured by what they write, and nothing else is to compete with them
      'kube-controller-manager': ['--controllers=serviceaccount-controller'],
    },
    onFailure: say,
  });
  const api = await connectApiServer(bed.admin);
  const { token } = bed.admin.getCurrentUser() ?? {};
  await applyDefinitions(api);
  return {
    bed,
    api,
    address: { server: bed.url, authority: bed.certificates.authority, ...(token && { token }) },
    startAutoscaler: (flags) => startAutoscaler(bed, binaries, flags),
    stop: async () => {
      api.close();
      await bed.stop();
    },
  };
}

function startAutoscaler(bed: Testbed, binaries: Binaries, flags: readonly string[]) {
  const program = 'kube-controller-manager';
  const log = openSync(join(bed.folder, 'logs', 'autoscaler.log'), 'a');
  const words = argumentsOf[program]({ port: 0, serviceRange: '127.96.0.0/16' });
  const only = '--controllers=horizontal-pod-autoscaler-controller';
  const child = bed.launch([binaries[program], ...words, only, ...flags], {
    env: { HOME: bed.folder },
    cwd: bed.folder,
    stdout: log,
    stderr: log,
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGKILL'); // it holds nothing that would be lost
      await ended;
    },
  };
}

const definitions = 'dist/prod/_cluster/prod';

async function applyDefinitions(api: ApiServer): Promise<void> {
  for (const plural of ['workerpools', 'capacitygroups']) {
    const path = `${definitions}/customresourcedefinition.${plural}.roster.dev.yaml`;
    const body = parse(readFileSync(path, 'utf8'));
    const all = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
    await api.call({ method: 'POST', path: all, body });
    await until(`${plural} are served`, () =>
      api.call({ method: 'GET', path: `/apis/roster.dev/v1alpha1/${plural}` }).then(
        () => true,
        () => false,
      ),
    );
  }
  await wait(500);
}

/** Where the API server writes down what it was asked. */
export function auditLogOf({ folder }: Testbed): string {
  return join(folder, files.auditLog);
}
