import type { Path } from '../../model/source.ts';
import type { EnvVar } from '../../model/worker.ts';
import { type Context, complain } from '../place.ts';

const secretName =
  /(^|_)(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?)$/i;
const urlWithPassword = /(?:^|[a-z][a-z0-9+.-]*:\/\/)[^\s:/@]+:[^\s/@]+@[^\s/]/i;

interface Texts {
  readonly env: readonly EnvVar[];
  readonly command?: readonly string[];
  readonly args?: readonly string[];
}

/** Reports credentials that stand in the open in a container's environment variables, command and arguments. */
export function reportPlainCredentials(
  context: Context,
  { env, command = [], args = [] }: Texts,
  container: Path = ['worker'],
): void {
  for (const [index, { name, value = '' }] of env.entries()) {
    const path = [...container, 'env', index, 'value'];
    if (secretName.test(name) && value !== '' && !isVariable(value)) {
      report(context, path, `the value of ${name}`);
    } else reportPassword(context, path, value);
  }
  for (const [index, text] of command.entries()) {
    reportPassword(context, [...container, 'command', index], text);
  }
  for (const [index, text] of args.entries()) {
    reportPassword(context, [...container, 'args', index], text);
  }
}

/** Tells whether a text holds `user:password@host`, with or without a scheme; variables like `$(PASSWORD)` do not count. */
function holdsPassword(text: string): boolean {
  const match = urlWithPassword.exec(text);
  return match !== null && !/:\$(\(\w+\)|\{?\w+\}?)@/.test(match[0]);
}

function isVariable(value: string): boolean {
  return /^\$\(\w+\)$/.test(value);
}

function reportPassword(context: Context, path: Path, text: string): void {
  if (holdsPassword(text)) report(context, path, 'a password inside a URL');
}

function report(context: Context, path: Path, what: string): void {
  complain(
    context,
    'plain-text-credentials',
    path,
    (field) => `${field} must not hold a credential in plain text, got ${what}`,
    {
      help: 'put it in a Secret and write `valueFrom: {secretKeyRef: {name: …, key: …}}`',
      // a HyperFlow document compiles as it is: its broker address has no other place for the password
      severity: context.layers.some(({ translate }) => translate !== undefined)
        ? 'warning'
        : undefined,
    },
  );
}
