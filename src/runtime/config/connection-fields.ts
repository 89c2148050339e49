import type { ConnectionSettings } from '../connections.ts';
import { type Form, text, whole } from './form.ts';

/** One field of a connection. */
export interface ConnectionField {
  readonly form: Form<unknown>;
  readonly isRequired?: boolean;
  readonly default?: unknown;
  /** One sentence for the documentation. */
  readonly about: string;
}

type Fields = Readonly<Record<string, ConnectionField>>;

const file: Form<string> = {
  ...text,
  rule: 'the path of a file, such as /etc/roster/connections/main.password',
  read: (written) => (typeof written === 'string' && written.startsWith('/') ? written : undefined),
};

function url(...schemes: readonly string[]): Form<string> {
  return {
    ...text,
    rule: `a URL that begins with ${schemes.map((one) => `${one}://`).join(' or ')}, without user and password`,
    read: (written) => (isUrl(written, schemes) ? written : undefined),
  };
}

function isUrl(written: unknown, schemes: readonly string[]): written is string {
  if (typeof written !== 'string' || !URL.canParse(written)) return false;
  const { protocol, username, password } = new URL(written);
  return schemes.includes(protocol.slice(0, -1)) && username === '' && password === '';
}

const address: Form<string> = {
  ...text,
  rule: 'host:port, such as redis:6379',
  read: (written) =>
    typeof written === 'string' && /^([^\s:/@]+|\[[\da-fA-F:.]+\]):\d{1,5}$/.test(written)
      ? written
      : undefined,
};

const flag: Form<boolean> = {
  rule: 'true or false',
  read: (written) => (typeof written === 'boolean' ? written : undefined),
  fromText: (written) => (['true', 'false'].includes(written) ? written === 'true' : written),
  write: String,
};

const caFile = { form: file, about: 'Certificates to trust instead of the system’s, PEM.' };
const usernameFile = { form: file, about: 'File with the user name.' };
const passwordFile = { form: file, about: 'File with the password.' };

/** The fields of each kind of connection; what is secret in one is the path of a file, which is read anew for every connection. */
export const connectionFields: Readonly<Record<keyof ConnectionSettings, Fields>> = {
  rabbitmq: {
    managementFile: {
      form: file,
      about:
        'File with the URL of the management API, user and password in it: `https://user:password@host:15671`.',
    },
    amqpFile: { form: file, about: 'File with an AMQP URL: `amqps://user:password@host:5671`.' },
    caFile,
  },
  prometheus: {
    url: { form: url('http', 'https'), isRequired: true, about: 'URL of the server.' },
    bearerTokenFile: { form: file, about: 'File with a token that is sent along.' },
    usernameFile,
    passwordFile,
    caFile,
  },
  redis: {
    address: { form: address, isRequired: true, about: 'Where the server is, `host:port`.' },
    database: { form: whole(0, 1_000_000), default: 0, about: 'Number of the database.' },
    tls: { form: flag, default: false, about: 'Whether the connection is encrypted.' },
    usernameFile,
    passwordFile,
    caFile,
  },
  oasis: {
    url: {
      form: url('http', 'https'),
      isRequired: true,
      about: 'URL of the API, with its path: `http://oasis-server:8000/api`.',
    },
    websocketUrl: {
      form: url('ws', 'wss'),
      about: 'URL of the websocket; without it the API is polled.',
    },
    usernameFile,
    passwordFile,
    clientIdFile: { form: file, about: 'File with the client id, where OIDC is used.' },
    clientSecretFile: { form: file, about: 'File with the client secret.' },
    caFile,
  },
};

/** Fields of which a connection has both or none. */
export const pairs: readonly (readonly [string, string])[] = [
  ['usernameFile', 'passwordFile'],
  ['clientIdFile', 'clientSecretFile'],
];
