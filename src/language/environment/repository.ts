import type { Path } from '../../model/source.ts';
import { type Context, complain } from '../place.ts';
import { credentialIn } from '../pool/credential-in.ts';

/** What a repository's address may be, and where its credentials go instead. */
export interface Forms {
  readonly schemes: readonly string[];
  /** Whether `git@host:path` is taken, which is no URL. */
  readonly short: 'taken' | 'refused';
  readonly credentials: string;
}

/** Reads the address of a repository. A user name in it is no secret; a password is, and a token in place of the name. */
export function readRepositoryUrl(
  context: Context,
  path: Path,
  text: string,
  { schemes, short, credentials }: Forms,
): string {
  const isShort = /^[\w.-]+@[\w.-]+:(?!\/)\S+$/.test(text);
  if (isShort && short === 'taken') return text;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !schemes.includes(url.protocol.slice(0, -1)) || url.host === '') {
    const forms = schemes.map((scheme) => `${scheme}://`).join(' or ');
    complain(
      context,
      'invalid-url',
      path,
      (field) => `${field} must be a URL that starts with ${forms}, got "${text}"`,
      { help: remedy(text, isShort, short) },
    );
  } else if (url.password !== '' || credentialIn(url.username) !== undefined) {
    const help = credentials;
    complain(
      context,
      'plain-text-credentials',
      path,
      (field) => `${field} must not hold a password or a token`,
      { help },
    );
  }
  return text;
}

function remedy(text: string, isShort: boolean, short: Forms['short']): string | undefined {
  if (isShort) return `write ssh://${text.replace(':', '/')}`;
  return short === 'taken' ? 'git@host:path is taken too' : undefined;
}

/** Reads a path from the root of a repository: `./dist/prod/` is `dist/prod`, and the root itself is `.`. */
export function readRepositoryPath(context: Context, path: Path, text: string): string {
  const parts = text
    .replace(/(?<=[^/])\/$/, '')
    .split('/')
    .filter((part) => part !== '.');
  const isStray = parts.some((part) => part === '..' || part === '');
  if (isStray || /[\\\s]/.test(text)) {
    complain(
      context,
      'invalid-repository-path',
      path,
      (field) => `${field} must be a path from the root of the repository, got "${text}"`,
      { help: 'write it like dist/prod, without .. and without / before it' },
    );
  }
  return parts.length === 0 ? '.' : parts.join('/');
}
