import type { SecretKey } from '../../model/connection.ts';
import type { JsonObject } from '../../model/json.ts';
import { compareText } from '../../model/order.ts';
import type { RuntimeConnection } from '../../model/runtime-connection.ts';

/** A key of a Secret as a file of the controller's. */
interface CredentialFile {
  readonly secret: SecretKey;
  readonly path: string;
}

/** Where the files of credentials are; never variables, which every child and every dump would have. */
export const credentialFolder = '/etc/roster/connections';

/** The credentials of a connection by the name of their field. */
function credentialsOf(one: RuntimeConnection): readonly (readonly [string, SecretKey])[] {
  return Object.entries(secretsOf(one)).flatMap(([field, secret]) =>
    secret === undefined ? [] : [[field, secret] as const],
  );
}

function secretsOf(one: RuntimeConnection): Readonly<Record<string, SecretKey | undefined>> {
  return { ...ownSecretsOf(one), ca: one.connection.ca };
}

function ownSecretsOf(one: RuntimeConnection): Readonly<Record<string, SecretKey | undefined>> {
  switch (one.kind) {
    case 'rabbitmq':
      return { [one.over]: one.connection[one.over] };
    case 'prometheus': {
      const { bearerToken, basic } = one.connection;
      return { bearerToken, username: basic?.username, password: basic?.password };
    }
    case 'redis':
      return { username: one.connection.username, password: one.connection.password };
    case 'oasis':
      return { ...one.connection.credentials };
  }
}

/** Where the credentials of a connection are read from, by the name of their field with `File` behind it. */
export function credentialPaths(one: RuntimeConnection): JsonObject {
  const paths = credentialsOf(one).map(
    ([field]) => [`${field}File`, `${credentialFolder}/${fileOf(one, field)}`] as const,
  );
  return Object.fromEntries(paths);
}

/** All credentials as one volume: each Secret with its keys as files. A Secret that is not there keeps the pod from starting. */
export function credentialSources(
  connections: readonly RuntimeConnection[],
): readonly { readonly secret: object }[] {
  const found = connections.flatMap((one) =>
    credentialsOf(one).map(
      ([field, secret]): CredentialFile => ({ secret, path: fileOf(one, field) }),
    ),
  );
  // a broker that is used over both of its ports has one `ca`
  const files = [...new Map(found.map((file) => [file.path, file])).values()];
  const names = [...new Set(files.map(({ secret }) => secret.name))].toSorted(compareText);
  return names.map((name) => ({
    secret: {
      name,
      items: files
        .filter(({ secret }) => secret.name === name)
        .map(({ secret: { key }, path }) => ({ key, path })),
    },
  }));
}

/** One flat name, whatever the connection is called: `../` in it leads nowhere. */
function fileOf({ kind, connection }: RuntimeConnection, field: string): string {
  return `${kind}.${encodeURIComponent(connection.name)}.${field}`;
}
