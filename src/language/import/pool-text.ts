import type { JsonObject } from '../../model/json.ts';
import type { Draft } from './draft.ts';
import { policyText } from './policy-text.ts';
import { withoutShared } from './share.ts';

/** Writes a pool or a job; with a Profile only what that does not say. */
export function poolText(
  { kind, name, namespace, labels, spec, head, above = [] }: Draft,
  profile?: { readonly name: string; readonly spec: JsonObject },
): string {
  const own = profile === undefined ? spec : withoutShared(spec, profile.spec);
  const policy = {
    apiVersion: 'roster.dev/v1alpha1',
    kind: kind ?? 'WorkerPool',
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      ...(Object.keys(labels).length > 0 && { labels }),
    },
    spec: { ...(profile !== undefined && { profile: profile.name }), ...own },
  };
  return policyText(policy, {
    head: oneLine(head),
    above: [
      [
        ['spec', 'worker', 'selector'],
        'The selector of the Deployment that is taken over, which cannot be changed.',
      ],
      ...above,
    ],
  });
}

/** Writes the Profile with what the pools share. */
export function profileText(name: string, spec: JsonObject, head: string): string {
  return policyText(
    { apiVersion: 'roster.dev/v1alpha1', kind: 'Profile', metadata: { name }, spec },
    { head },
  );
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
}
