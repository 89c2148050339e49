import type { RequestOptions } from 'node:https';

/**
 * Where the API server is and who we are to it. A KubeConfig of the client library is one; so is `inClusterAccess`, which
 * needs none of that library's 80 MB.
 */
export interface ClusterAccess {
  getCurrentCluster(): { readonly server: string } | null;
  /** Sets what a request needs to be trusted: `ca`, `cert`, `key`, `auth` and headers. Asked again from time to time. */
  applyToHTTPSOptions(options: RequestOptions): Promise<void>;
}
