import type { FluxSource } from '../../model/gitops.ts';
import { type Context, complain } from '../place.ts';
import { gitopsDefaults } from '../schema/defaults.ts';
import type { WrittenEnvironment } from '../schema/environment.ts';
import { readRepositoryUrl } from './repository.ts';

type Written = NonNullable<NonNullable<WrittenEnvironment['flux']>['source']>;

const credentials = 'name the Secret that holds it in `secretName`';

/** Reads `spec.flux.source`; `undefined` where there is none. */
export function readFluxSource(
  context: Context,
  { git, oci, existing }: Written = {},
): FluxSource | undefined {
  if (git) return readGit(context, git);
  if (oci) return readOci(context, oci);
  return existing && { from: 'existing', ...existing };
}

function readGit(context: Context, written: NonNullable<Written['git']>): FluxSource {
  const { branch, tag, semver, commit, secretName } = written;
  if (/^ssh:/i.test(written.url) && secretName === undefined) reportNoKey(context);
  return {
    from: 'git',
    url: readRepositoryUrl(context, ['flux', 'source', 'git', 'url'], written.url, {
      schemes: ['https', 'http', 'ssh'],
      short: 'refused',
      credentials,
    }),
    ref: one(context, 'git', { commit, semver, tag, branch }) ?? { branch: gitopsDefaults.branch },
    ...(secretName !== undefined && { secretName }),
  };
}

function readOci(context: Context, written: NonNullable<Written['oci']>): FluxSource {
  const { tag, semver, digest, secretName } = written;
  return {
    from: 'oci',
    url: readRepositoryUrl(context, ['flux', 'source', 'oci', 'url'], written.url, {
      schemes: ['oci'],
      short: 'refused',
      credentials,
    }),
    ref: one(context, 'oci', { digest, semver, tag }) ?? { tag: gitopsDefaults.tag },
    provider: written.provider ?? gitopsDefaults.provider,
    ...(secretName !== undefined && { secretName }),
  };
}

/** Flux opens no SSH connection without a key and the keys of the server. */
function reportNoKey(context: Context): void {
  complain(
    context,
    'missing-field',
    ['flux', 'source', 'git', 'secretName'],
    (field) => `${field} is required for an address that starts with ssh://`,
    { at: 'key', help: 'name a Secret with `identity` and `known_hosts`' },
  );
}

/** Reads what is followed. Flux would silently take the first of several, in the order given here. */
function one(
  context: Context,
  source: 'git' | 'oci',
  refs: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> | undefined {
  const given = Object.entries(refs).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  const [first, ...more] = given;
  if (first === undefined) return undefined;
  for (const [key] of more) {
    complain(
      context,
      'conflicting-fields',
      ['flux', 'source', source, key],
      (field) => `${field} and \`${first[0]}\` must not both be given`,
      { at: 'key', help: 'keep one of them' },
    );
  }
  return { [first[0]]: first[1] };
}
