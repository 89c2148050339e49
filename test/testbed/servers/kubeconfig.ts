import { KubeConfig } from '@kubernetes/client-node';

/** Where an API server is, and who its client trusts. */
export interface Endpoint {
  readonly url: string;
  /** The certificate of the authority, in PEM. */
  readonly authority: string;
}

/** What a client needs to act as the holder of `token`. */
export function kubeConfig({ url, authority }: Endpoint, user: string, token: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    {
      name: 'roster-testbed',
      server: url,
      caData: Buffer.from(authority).toString('base64'),
      skipTLSVerify: false,
    },
    { name: user, token },
  );
  return config;
}

/** The text of a kubeconfig file for `kubectl` and the servers: JSON, which is YAML. */
export function kubeConfigText(config: KubeConfig): string {
  return `${config.exportConfig()}\n`;
}
