import type { Program } from '../binaries/programs.ts';

/** What the servers of one testbed are told. All files lie in the testbed's folder, in which all of them run. */
export interface Setting {
  readonly port: number;
  /** Where Services get their addresses; on loopback, so that a stand-in can listen on them. */
  readonly serviceRange: string;
}

/** The files that the servers read, by the names that the arguments use. */
export const files = {
  authority: 'authority.crt',
  frontProxyAuthority: 'front-proxy-authority.crt',
  tokens: 'tokens.csv',
  auditPolicy: 'audit-policy.json',
  auditLog: 'audit.log',
  controllerManagerConfig: 'kube-controller-manager.kubeconfig',
  schedulerConfig: 'kube-scheduler.kubeconfig',
  serviceAccountKey: 'service-accounts.key',
  serviceAccountPublicKey: 'service-accounts.pub',
} as const;

// A Unix socket in the folder: no port to collide on, and nobody else on the machine can reach it.
const etcd = 'unix://etcd.sock:0';
const etcdPeer = 'unix://etcd-peer.sock:0';

/** The arguments of each server: a default cluster as kubeadm sets one up, but for what is said beside a flag. */
export const argumentsOf: Readonly<Record<Program, (setting: Setting) => readonly string[]>> = {
  etcd: () => [
    '--name=testbed',
    '--data-dir=etcd',
    `--listen-client-urls=${etcd}`,
    `--advertise-client-urls=${etcd}`,
    `--listen-peer-urls=${etcdPeer}`,
    `--initial-advertise-peer-urls=${etcdPeer}`,
    `--initial-cluster=testbed=${etcdPeer}`,
    '--unsafe-no-fsync', // nothing here has to survive a power cut
    '--logger=zap',
    '--log-level=warn',
  ],
  'kube-apiserver': ({ port, serviceRange }) => [
    `--etcd-servers=${etcd}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    '--tls-cert-file=api-server.crt',
    '--tls-private-key-file=api-server.key',
    `--client-ca-file=${files.authority}`,
    `--token-auth-file=${files.tokens}`,
    '--authorization-mode=Node,RBAC',
    '--enable-admission-plugins=NodeRestriction', // beside those that are on by default
    '--allow-privileged=true',
    `--service-cluster-ip-range=${serviceRange}`,
    '--endpoint-reconciler-type=none', // the API server refuses its own loopback address in Endpoints
    '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
    `--service-account-key-file=${files.serviceAccountPublicKey}`,
    `--service-account-signing-key-file=${files.serviceAccountKey}`,
    '--kubelet-client-certificate=kubelet-client.crt',
    '--kubelet-client-key=kubelet-client.key',
    `--kubelet-certificate-authority=${files.authority}`,
    '--kubelet-preferred-address-types=InternalIP',
    `--requestheader-client-ca-file=${files.frontProxyAuthority}`,
    '--requestheader-allowed-names=front-proxy-client',
    '--requestheader-username-headers=X-Remote-User',
    '--requestheader-group-headers=X-Remote-Group',
    '--requestheader-extra-headers-prefix=X-Remote-Extra-',
    '--proxy-client-cert-file=front-proxy.crt',
    '--proxy-client-key-file=front-proxy.key',
    '--enable-aggregator-routing=true', // there is no kube-proxy
    `--audit-policy-file=${files.auditPolicy}`,
    `--audit-log-path=${files.auditLog}`,
    '--audit-log-mode=blocking', // written before the answer: what was answered is in the log
    '--audit-log-maxsize=10000', // megabytes; at the default of 100 a new file begins, and what was asked for is not in it
    '--profiling=false',
  ],
  'kube-controller-manager': ({ serviceRange }) => [
    `--kubeconfig=${files.controllerManagerConfig}`,
    '--secure-port=0',
    '--leader-elect=false',
    '--use-service-account-credentials=true', // the audit log then names each controller
    `--service-account-private-key-file=${files.serviceAccountKey}`,
    `--root-ca-file=${files.authority}`,
    `--service-cluster-ip-range=${serviceRange}`,
    '--kube-api-qps=1000', // the default of 20 a second is for a shared API server
    '--kube-api-burst=2000',
    '--profiling=false',
  ],
  'kube-scheduler': () => [
    `--kubeconfig=${files.schedulerConfig}`,
    '--secure-port=0',
    '--leader-elect=false',
    '--kube-api-qps=1000',
    '--kube-api-burst=2000',
    '--profiling=false',
  ],
};
