import type { EnvVar } from '../../model/container.ts';
import type { Path } from '../../model/source.ts';
import { type Context, complain } from '../place.ts';
import { credentialIn, credentialInVariable } from './credential-in.ts';

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
    report(context, [...container, 'env', index, 'value'], credentialInVariable(name, value));
  }
  for (const [index, text] of command.entries()) {
    report(context, [...container, 'command', index], credentialIn(text));
  }
  for (const [index, text] of args.entries()) {
    report(context, [...container, 'args', index], credentialIn(text));
  }
}

function report(context: Context, path: Path, what: string | undefined): void {
  if (what === undefined) return;
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
