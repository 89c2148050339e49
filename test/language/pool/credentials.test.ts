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
];

for (const { name, variable, value, reported } of cases) {
  test(`${name}: ${reported ? 'reported' : 'let through'}`, () =>
    assert.is(isReported(variable, value), reported));
}

test.run();
