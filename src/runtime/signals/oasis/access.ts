import type { OasisSettings } from '../../connections.ts';
import { readMounted, readSecret } from '../read-secret.ts';

/** How to log in: as a user, or by OIDC client credentials, which the platform passes on to its identity provider. */
export type OasisCredentials =
  | { readonly kind: 'simple'; readonly username: string; readonly password: string }
  | { readonly kind: 'oidc'; readonly clientId: string; readonly clientSecret: string };

export interface OasisSecrets {
  readonly credentials: OasisCredentials;
  /** Certificates to trust instead of the system's, PEM. */
  readonly ca?: string;
}

/** Where a platform is and how to get in. */
export interface OasisAccess {
  /** Of the API, with its path and without a slash at the end. */
  readonly url: string;
  /** Without the path of the queue status; absent: the API is polled. */
  readonly websocketUrl?: string;
  /** Read again for every login, so that rotated secrets are taken up. */
  readonly readSecrets: () => Promise<OasisSecrets>;
}

/** The access that a connection's settings describe, with its secrets in files. */
export function accessOf(
  settings: OasisSettings,
  readFile: (path: string) => Promise<string>,
): OasisAccess {
  const { url, websocketUrl } = settings;
  return {
    url: url.replace(/\/+$/, ''),
    ...(websocketUrl === undefined ? {} : { websocketUrl: websocketUrl.replace(/\/+$/, '') }),
    readSecrets: async () => {
      const credentials = await readCredentials(settings, readFile);
      const { caFile } = settings;
      const ca = caFile === undefined ? undefined : await readMounted(caFile, readFile);
      return { credentials, ...(ca === undefined ? {} : { ca }) };
    },
  };
}

async function readCredentials(
  settings: OasisSettings,
  readFile: (path: string) => Promise<string>,
): Promise<OasisCredentials> {
  const { usernameFile, passwordFile, clientIdFile, clientSecretFile } = settings;
  const read = (path: string) => readSecret(path, readFile);
  if (clientIdFile !== undefined && clientSecretFile !== undefined) {
    const [clientId, clientSecret] = await Promise.all([
      read(clientIdFile),
      read(clientSecretFile),
    ]);
    return { kind: 'oidc', clientId, clientSecret };
  }
  if (usernameFile === undefined || passwordFile === undefined)
    throw new Error('the connection has neither user and password nor a client with its secret');
  const [username, password] = await Promise.all([read(usernameFile), read(passwordFile)]);
  return { kind: 'simple', username, password };
}
