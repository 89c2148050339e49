import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { reportPlainCredentials } from '../../../src/language/pool/credentials.ts';

function isReported(name: string, value: string): boolean {
  const diagnostics: Diagnostic[] = [];
  const document = { source: { path: 'a.yaml', text: 'spec: {}\n' }, index: 0, line: 1 };
  reportPlainCredentials({ document, layers: [], diagnostics }, { env: [{ name, value }] });
  return diagnostics.length > 0;
}

const cases: readonly { name: string; variable: string; value: string; reported: boolean }[] = [
  { name: 'a password by its name', variable: 'DB_PASSWORD', value: 'x', reported: true },
  { name: 'a token by its name, in any case', variable: 'api_token', value: 'x', reported: true },
  { name: 'a key by its name', variable: 'AWS_SECRET_ACCESS_KEY', value: 'x', reported: true },
  {
    name: 'user and password in a URL',
    variable: 'URL',
    value: 'amqp://a:b@host:5672/',
    reported: true,
  },
  {
    name: 'user and password without a scheme',
    variable: 'RABBIT_HOSTNAME',
    value: 'a:b@host:5672/',
    reported: true,
  },
  { name: 'an empty password is none', variable: 'DB_PASSWORD', value: '', reported: false },
  {
    name: 'a variable in place of the password',
    variable: 'URL',
    value: 'amqp://a:$(PASS)@host/',
    reported: false,
  },
  {
    name: 'a variable in place of the value',
    variable: 'DB_PASSWORD',
    value: '$(FROM_SECRET)',
    reported: false,
  },
  {
    name: 'a user alone is no password',
    variable: 'URL',
    value: 'amqp://guest@host/',
    reported: false,
  },
  {
    name: 'a host and a port are no password',
    variable: 'REDIS_URL',
    value: 'redis://redis:6379',
    reported: false,
  },
  {
    name: 'a name that only contains the word',
    variable: 'TOKENIZER',
    value: 'bpe',
    reported: false,
  },
  { name: 'an e-mail address', variable: 'OWNER', value: 'a.b@example.org', reported: false },
  {
    name: 'the file of a password',
    variable: 'DB_PASSWORD_FILE',
    value: '/run/secrets/db',
    reported: false,
  },
  { name: 'a password after its owner', variable: 'PGPASSWORD', value: 'x', reported: true },
  { name: 'a short word for password', variable: 'MYSQL_PWD', value: 'x', reported: true },
  { name: 'another short word', variable: 'DB_PASS', value: 'x', reported: true },
  { name: 'camel case', variable: 'dbPassword', value: 'x', reported: true },
  {
    name: 'a password without a user',
    variable: 'URL',
    value: 'redis://:secret@host:6379',
    reported: true,
  },
  {
    name: 'a private key',
    variable: 'KEY',
    value: '-----BEGIN RSA PRIVATE KEY-----\nabc',
    reported: true,
  },
  { name: 'a token by its prefix', variable: 'GITHUB_PAT', value: 'ghp_abcdef', reported: true },
  {
    name: 'a password among parameters',
    variable: 'DSN',
    value: 'jdbc:postgresql://db/x?user=a&password=b',
    reported: true,
  },
  { name: 'a number as password', variable: 'DB_PASSWORD', value: '12345', reported: true },
  {
    name: 'the path of credentials',
    variable: 'GOOGLE_APPLICATION_CREDENTIALS',
    value: '/var/run/key.json',
    reported: false,
  },
  { name: 'the path of a token', variable: 'TOKEN', value: '/var/run/token', reported: false },
  { name: 'a number of tokens', variable: 'MAX_TOKEN', value: '500', reported: false },
  { name: 'a switch', variable: 'SECRET', value: 'true', reported: false },
  { name: 'a value put together', variable: 'DB_PASSWORD', value: 'pre-$(OTHER)', reported: false },
  {
    name: 'an image by its digest',
    variable: 'IMAGE',
    value: 'worker:1@sha256:abc',
    reported: false,
  },
  { name: 'a mail address', variable: 'OWNER', value: 'mailto:a:b@example.org', reported: false },
  { name: 'the working folder', variable: 'PWD', value: 'work', reported: false },
  { name: 'a word that ends alike', variable: 'COMPASS', value: 'north', reported: false },
];

for (const { name, variable, value, reported } of cases) {
  test(`${name}: ${reported ? 'reported' : 'let through'}`, () =>
    assert.is(isReported(variable, value), reported));
}

test.run();
