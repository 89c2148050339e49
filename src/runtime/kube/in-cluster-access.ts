import { join } from 'node:path';
import type { Parts } from '../parts.ts';
import type { ClusterAccess } from './cluster-access.ts';

/** Where a pod finds its API server and its own ServiceAccount. */
export interface InClusterParts extends Pick<Parts, 'readFile'> {
  /** `KUBERNETES_SERVICE_HOST`. */
  readonly host: string;
  /** `KUBERNETES_SERVICE_PORT`. */
  readonly port: string;
  /** Holds `token` and `ca.crt`; `/var/run/secrets/kubernetes.io/serviceaccount` if absent. */
  readonly folder?: string;
}

const serviceAccount = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Acts as the ServiceAccount of our pod. Token and certificate are read whenever they are asked for: the kubelet replaces
 * the token before it ends. The client library does the same, but loads every model of Kubernetes first (80 MB, 0.3 s).
 */
export function inClusterAccess({
  host,
  port,
  readFile,
  folder = serviceAccount,
}: InClusterParts): ClusterAccess {
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    getCurrentCluster: () => ({ server: `https://${name}:${port}` }),
    applyToHTTPSOptions: async (options) => {
      const [token, ca] = await Promise.all([
        readFile(join(folder, 'token')),
        readFile(join(folder, 'ca.crt')),
      ]);
      options.ca = ca;
      options.headers = { ...options.headers, authorization: `Bearer ${token.trim()}` };
    },
  };
}
