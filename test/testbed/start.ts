import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import { type AuditEvent, readAudit } from './audit.ts';
import type { Binaries, Program } from './binaries/programs.ts';
import { type Lifetime, openLifetime } from './lifetime/open-lifetime.ts';
import { claimBlock } from './loopback/claim-block.ts';
import { argumentsOf, files } from './servers/arguments.ts';
import { type Certificates, makeCertificates } from './servers/certificates.ts';
import { getStatus } from './servers/get-status.ts';
import { kubeConfig } from './servers/kubeconfig.ts';
import { orEnded } from './servers/or-ended.ts';
import { startApiServer } from './servers/start-api-server.ts';
import type { Tokens } from './servers/write-files.ts';
import { requestToken, type ServiceAccountName, waitForServiceAccount } from './service-account.ts';

/** A Kubernetes control plane on loopback: etcd, API server, controller manager and scheduler. */
export interface Testbed {
  readonly url: string;
  /** Holds everything of this testbed; `stop` removes it. */
  readonly folder: string;
  /** The path of the admin's kubeconfig, for kubectl. */
  readonly kubeconfig: string;
  /** Acts as a member of `system:masters`. */
  readonly admin: KubeConfig;
  readonly certificates: Certificates;
  readonly launch: Lifetime['launch'];
  /** Acts as a ServiceAccount, with a token of one hour from the TokenRequest API. */
  readonly as: (account: ServiceAccountName) => Promise<KubeConfig>;
  /** Every request so far that was answered, watches left out of account until they end. */
  readonly audit: () => Promise<readonly AuditEvent[]>;
  /** Ends all processes and removes the folder; a second call does nothing. */
  readonly stop: () => Promise<void>;
}

export interface TestbedOptions {
  readonly binaries: Binaries;
  /** Further flags of a server; they win over ours. */
  readonly flags?: Partial<Readonly<Record<Program, readonly string[]>>>;
  /** Told when a server ends that should not have. */
  readonly onFailure: (sentence: string) => void;
}

// Each testbed gives its Services addresses of a block of its own, where there are more than one.
const serviceBlocks = { first: 96, count: 16 };

/**
 * Starts a control plane of its own and resolves when it serves; several may run side by side. Nothing of it
 * outlives this process, however that ends. Rejects with the end of a server's log when one does not start.
 */
export async function startTestbed(options: TestbedOptions): Promise<Testbed> {
  const services = await claimBlock({ ...serviceBlocks, chance: Math.random() });
  let lifetime: Lifetime | undefined;
  const stop = async () => {
    await lifetime?.close();
    await services?.release();
  };
  try {
    lifetime = openLifetime();
    const block = services?.block ?? serviceBlocks.first;
    return await start({ lifetime, stop, services: block }, options);
  } catch (error) {
    await stop();
    throw new Error('starting the testbed', { cause: error });
  }
}

interface Parts {
  readonly lifetime: Lifetime;
  readonly stop: () => Promise<void>;
  /** 127.`services`.0.0/16 is where Services get their addresses. */
  readonly services: number;
}

async function start(
  { lifetime, stop, services }: Parts,
  options: TestbedOptions,
): Promise<Testbed> {
  const { folder } = lifetime;
  const serviceRange = `127.${services}.0.0/16`;
  const serve = (program: Program, port: number) =>
    lifetime.serve(program, [
      options.binaries[program],
      ...argumentsOf[program]({ port, serviceRange }),
      ...(options.flags?.[program] ?? []),
    ]);
  const etcd = serve('etcd', 0);
  const certificates = await makeCertificates(new Date(), `127.${services}.0.1`);
  const tokens: Tokens = { admin: secret(), controllerManager: secret(), scheduler: secret() };
  const { endpoint, kubeconfig, server } = await startApiServer(lifetime, {
    certificates,
    tokens,
    etcd,
    serve: (port) => serve('kube-apiserver', port),
  });
  const servers = [etcd, server, serve('kube-controller-manager', 0), serve('kube-scheduler', 0)];
  const admin = kubeConfig(endpoint, 'admin', tokens.admin);
  await orEnded(waitForServiceAccount(admin, { namespace: 'default', name: 'default' }), servers);

  let stopped: Promise<void> | undefined;
  for (const { ended } of servers) {
    void ended.then((sentence) => {
      if (stopped === undefined) options.onFailure(sentence);
    });
  }
  return {
    url: endpoint.url,
    folder,
    kubeconfig,
    admin,
    certificates,
    launch: lifetime.launch,
    as: async (account) => kubeConfig(endpoint, account.name, await requestToken(admin, account)),
    audit: () =>
      readAudit(join(folder, files.auditLog), (path) => getStatus(endpoint, tokens.admin, path)),
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}
