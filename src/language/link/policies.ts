import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { DocumentRef } from '../../model/source.ts';
import type { ReadEnvironment } from '../documents/environments.ts';
import { appliesTo, type Override } from '../documents/layers.ts';
import type { ReadProfile } from '../documents/profiles.ts';
import type { WrittenPolicy } from '../documents/written.ts';
import { complain, complainAt, lineOf } from '../place.ts';
import { nearest } from '../suggest/suggest.ts';
import { reportNamespaceObjects } from './namespace-objects.ts';

interface Policies {
  readonly written: readonly WrittenPolicy[];
  readonly profiles: readonly ReadProfile[];
  readonly environments: readonly ReadEnvironment[];
}

/** Rules between documents that hold whatever the environment: names taken twice, references to nothing. */
export function linkPolicies(
  { written, profiles, environments }: Policies,
  diagnostics: Diagnostic[],
): void {
  // pools and groups are compared where their namespaces are known: in each environment
  const named = [
    ...profiles.map(({ name, document }) => ({ kind: 'Profile', name, document })),
    ...environments.map(({ environment: { name }, document }) => ({
      kind: 'Environment',
      name,
      document,
    })),
  ];
  reportDuplicates(named, diagnostics);
  reportProfiles(written, profiles, environments, diagnostics);
  reportOverrides(written, environments, diagnostics);
  for (const one of environments) reportNamespaceObjects(one, written, diagnostics);
}

function reportDuplicates(
  named: readonly {
    readonly kind: string;
    readonly name: string;
    readonly document: DocumentRef;
  }[],
  diagnostics: Diagnostic[],
): void {
  const first = new Map<string, DocumentRef>();
  for (const { kind, name, document } of named) {
    const key = `${kind} ${name}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, document);
    else if (name !== '') {
      complainAt(
        { document, diagnostics },
        'duplicate-policy',
        ['metadata', 'name'],
        `the name of ${kind === 'Environment' ? 'an' : 'a'} ${kind} must be unique, \`${name}\` is taken by ${lineOf(other)}`,
        {
          help: 'rename one of them',
        },
      );
    }
  }
}

function reportProfiles(
  written: readonly WrittenPolicy[],
  profiles: readonly ReadProfile[],
  environments: readonly ReadEnvironment[],
  diagnostics: Diagnostic[],
): void {
  const names = profiles.map(({ name }) => name);
  const used = new Set<unknown>();
  const layers = [
    ...written.map(({ layer }) => layer),
    ...environments.flatMap(({ overrides }) => overrides.map(({ layer }) => layer)),
  ];
  for (const layer of layers) {
    const { profile } = layer.spec;
    if (typeof profile !== 'string') continue;
    used.add(profile);
    if (names.includes(profile)) continue;
    const near = nearest(profile, names);
    complain(
      { document: layer.document, layers: [layer], diagnostics },
      'unknown-reference',
      ['profile'],
      (field) => `${field} must name a Profile, got "${profile}"`,
      {
        help: near && `did you mean \`${near}\`?`,
      },
    );
  }
  for (const { name, document } of profiles) {
    if (used.has(name)) continue;
    complainAt(
      { document, diagnostics },
      'unused-profile',
      ['metadata', 'name'],
      `no policy takes up profile \`${name}\``,
      { help: `write \`profile: ${name}\` in the policies that should, or remove it` },
    );
  }
}

function reportOverrides(
  written: readonly WrittenPolicy[],
  environments: readonly ReadEnvironment[],
  diagnostics: Diagnostic[],
): void {
  for (const { environment, overrides, document } of environments) {
    const isUsed = (override: Override) =>
      written.some(({ kind, name, namespace = environment.defaultNamespace }) =>
        appliesTo(override, kind, name, namespace),
      );
    const used = new Set(written.map(({ namespace = environment.defaultNamespace }) => namespace));
    for (const namespace of Object.keys(environment.namespaces)) {
      if (used.has(namespace)) continue;
      const near = nearest(namespace, [...used]);
      complainAt(
        { document, diagnostics },
        'unused-override',
        ['spec', 'namespaces', namespace],
        `a namespace must have a policy to be mapped, there is none in \`${namespace}\``,
        {
          at: 'key',
          help: near && `did you mean \`${near}\`?`,
        },
      );
    }
    for (const [index, override] of overrides.entries()) {
      if (!isUsed(override)) reportOverride({ document, diagnostics }, index, override, written);
    }
  }
}

function reportOverride(
  context: { readonly document: DocumentRef; readonly diagnostics: Diagnostic[] },
  index: number,
  { kind, name, namespace }: Override,
  written: readonly WrittenPolicy[],
): void {
  const candidates = written.filter((one) => one.kind === kind).map((one) => one.name);
  const near = name && nearest(name, candidates);
  const who = `${kind}${name === undefined ? '' : ` \`${name}\``}`;
  const where = namespace === undefined ? '' : ` in namespace \`${namespace}\``;
  complainAt(
    context,
    'unused-override',
    ['spec', 'overrides', index, name === undefined ? 'kind' : 'name'],
    `an override must apply to a policy, there is no ${who}${where}`,
    { help: near && near !== name ? `did you mean \`${near}\`?` : undefined },
  );
}
