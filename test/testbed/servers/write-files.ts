import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { files } from './arguments.ts';
import type { Certificate, Certificates } from './certificates.ts';
import { type Endpoint, kubeConfig, kubeConfigText } from './kubeconfig.ts';

/** The tokens of the users that are there from the start. */
export type Tokens = Readonly<Record<'admin' | 'controllerManager' | 'scheduler', string>>;

/** Writes what the servers read, and the admin's kubeconfig, whose path it gives. Only this user can read any of it. */
export function writeFiles(
  folder: string,
  endpoint: Endpoint,
  certificates: Certificates,
  tokens: Tokens,
): string {
  const { serviceAccounts } = certificates;
  const write = (name: string, text: string) =>
    writeFileSync(join(folder, name), text, { mode: 0o600 });
  const writePair = (name: string, pair: Certificate) => {
    write(`${name}.crt`, pair.certificate);
    write(`${name}.key`, pair.key);
  };
  write(files.authority, certificates.authority);
  write(files.frontProxyAuthority, certificates.frontProxyAuthority);
  write(files.serviceAccountKey, serviceAccounts.privateKey);
  write(files.serviceAccountPublicKey, serviceAccounts.publicKey);
  writePair('api-server', certificates.apiServer);
  writePair('kubelet-client', certificates.kubeletClient);
  writePair('front-proxy', certificates.frontProxy);
  write(files.tokens, tokenTable(tokens));
  write(files.auditPolicy, JSON.stringify(auditPolicy));
  const config = (user: string, token: string) => kubeConfigText(kubeConfig(endpoint, user, token));
  write(files.controllerManagerConfig, config('kube-controller-manager', tokens.controllerManager));
  write(files.schedulerConfig, config('kube-scheduler', tokens.scheduler));
  write('kubeconfig', config('admin', tokens.admin));
  return join(folder, 'kubeconfig');
}

const auditPolicy = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [{ level: 'Metadata' }],
};

/** The form of `--token-auth-file`: token, user, uid, groups. */
function tokenTable({ admin, controllerManager, scheduler }: Tokens): string {
  return [
    `${admin},admin,admin,"system:masters"`,
    `${controllerManager},system:kube-controller-manager,kube-controller-manager,`,
    `${scheduler},system:kube-scheduler,kube-scheduler,`,
    '',
  ].join('\n');
}
