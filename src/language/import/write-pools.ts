import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { hasErrors } from '../../diagnostics/report.ts';
import { compareText } from '../../model/order.ts';
import type { Source } from '../../model/source.ts';
import { check } from '../check.ts';
import { type Draft, poolWords } from './draft.ts';
import { environmentText, type Surroundings } from './environment-text.ts';
import { placeSecrets } from './place-secrets.ts';
import { poolText, profileText } from './pool-text.ts';
import { sharedSpec } from './share.ts';

/** What an import gives: policies that `check` has no errors in, by their path below the policy folder. */
export interface WrittenPools {
  readonly policies: readonly Source[];
  /** The Environment that the policies were checked with, where it is not one of them. */
  readonly given?: Source;
  /** The pools that were written; the others are in the notes. */
  readonly kept: readonly Draft[];
  readonly notes: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What is known of an import before its pools are tried. */
type Around = Omit<Surroundings, 'runtime'> & {
  /** The CapacityGroup that the pools join, if they join one. */
  readonly group?: Source;
};

/**
 * Writes one file a pool, a Profile with what they share and the Environment they need. A pool that `roster check` would
 * refuse is left out, with the reason: half a policy is worse than none, and what runs now goes on.
 */
export function writePools(
  drafts: readonly Draft[],
  surroundings: Around & { readonly environment?: 'given' },
): WrittenPools {
  const { system, environment } = surroundings;
  const sorted = drafts.toSorted(byIdentity);
  const tried = sorted.map((draft) => ({ draft, ...tryOut(draft, surroundings) }));
  const good = tried.filter(({ refusals }) => refusals.length === 0);
  const secrets = placeSecrets(
    good.map(({ draft }) => draft),
    `${system}-env`,
  );
  const kept = secrets.drafts;
  const all = filesOf(kept, { ...surroundings, runtime: good.some((one) => one.runtime) });
  const given = environment === 'given' ? all.find(isEnvironment) : undefined;
  const { diagnostics } = check(all);
  return {
    policies: all.filter((one) => one !== given),
    ...(given && { given }),
    kept,
    notes: [...secrets.notes, ...tried.flatMap(refusalNotes)],
    diagnostics: hasErrors(diagnostics) && kept.length > 0 ? diagnostics : [],
  };
}

function isEnvironment({ text }: Source): boolean {
  return /^kind: Environment$/m.test(text);
}

interface Trial {
  readonly runtime: boolean;
  readonly refusals: readonly Diagnostic[];
}

/** Checks a pool alone, first without Roster's runtime, then with it. */
function tryOut(written: Draft, surroundings: Around): Trial {
  const [draft] = placeSecrets([written], surroundings.system).drafts;
  // One that cannot be freed of its credential is left out when Secrets are placed, with that reason.
  if (draft === undefined) return { runtime: false, refusals: [] };
  const refusalsWith = (runtime: boolean) =>
    check([
      { path: 'pool.yaml', text: poolText(draft) },
      { path: 'environment.yaml', text: environmentText([draft], { ...surroundings, runtime }) },
      ...(surroundings.group ? [surroundings.group] : []),
    ]).diagnostics.filter(({ severity }) => severity === 'error');
  const without = refusalsWith(false);
  const isForRuntime = without.some(({ code }) => code === 'runtime-disabled');
  return isForRuntime
    ? { runtime: true, refusals: refusalsWith(true) }
    : { runtime: false, refusals: without };
}

function refusalNotes({ draft, refusals }: { readonly draft: Draft } & Trial): readonly string[] {
  if (refusals.length === 0) return [];
  const few = refusals.slice(0, 3).map(({ message }) => message);
  const more = refusals.length > few.length ? `; and ${refusals.length - few.length} more` : '';
  return [
    `${poolWords(draft)} is left out, since its policy would be refused: ${few.join('; ')}${more}`,
  ];
}

function filesOf(
  drafts: readonly Draft[],
  surroundings: Around & Pick<Surroundings, 'runtime'>,
): readonly Source[] {
  if (drafts.length === 0) return [];
  const { system, group } = surroundings;
  const isPool = ({ kind }: Draft) => kind === undefined;
  const shared = sharedSpec(drafts.filter(isPool));
  const profile = shared && { name: `${system}-worker`, spec: shared };
  const head = 'What the imported pools have in common.';
  const pools = drafts.map((draft): [string, string] => [
    pathOf(draft),
    poolText(draft, isPool(draft) ? profile : undefined),
  ]);
  const taken = new Set(pools.map(([path]) => path));
  const free = (name: string, kind: string) =>
    taken.has(`${name}.yaml`) ? `${name}-${kind}.yaml` : `${name}.yaml`;
  return [
    ...pools,
    ...(group ? [[group.path, group.text] as const] : []),
    [free(system, 'environment'), environmentText(drafts, surroundings)] as const,
    ...(profile
      ? [[free(profile.name, 'profile'), profileText(profile.name, profile.spec, head)] as const]
      : []),
  ]
    .map(([path, text]) => ({ path, text }))
    .toSorted((a, b) => compareText(a.path, b.path));
}

function pathOf({ name, namespace }: Draft): string {
  return namespace === undefined ? `${name}.yaml` : `${namespace}/${name}.yaml`;
}

/** Which Secret or connection comes first must not depend on the order of the files. */
function byIdentity(a: Draft, b: Draft): number {
  return compareText(a.namespace ?? '', b.namespace ?? '') || compareText(a.name, b.name);
}
