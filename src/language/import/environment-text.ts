import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import type { Draft } from './draft.ts';
import { policyText } from './policy-text.ts';

/** What an import writes beside its pools. */
export interface Surroundings {
  /** The name of the Environment, and the beginning of other names that must be made up. */
  readonly system: string;
  readonly namespace: string | undefined;
  /** Whether some pool needs Roster's runtime in the cluster. */
  readonly runtime: boolean;
  readonly head: string;
}

/** Writes the Environment that pools need: their connections, and nothing that they do not ask for. */
export function environmentText(
  drafts: readonly Draft[],
  { system, namespace, runtime, head }: Surroundings,
): string {
  const connections = drafts.reduce<JsonObject>((all, draft) => merge(all, draft.connections), {});
  const policy = {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'Environment',
    metadata: { name: system },
    spec: {
      ...(namespace !== undefined && { defaultNamespace: namespace }),
      namespaceObjects: { enabled: false },
      ...(!runtime && { runtime: { enabled: false } }),
      ...(Object.keys(connections).length > 0 && { connections }),
    },
  };
  return policyText(policy, {
    head,
    above: [
      [
        ['spec', 'namespaceObjects'],
        'The namespaces are there, with pods of others that a level of Pod Security could shut out.',
      ],
      [
        ['spec', 'runtime'],
        'Git and KEDA do all of it; nothing of Roster need run in the cluster.',
      ],
    ],
  });
}

function merge(below: JsonObject, above: JsonObject): JsonObject {
  const merged = new Map<string, Json | undefined>(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const other = merged.get(key);
    const isBoth = isObject(value) && isObject(other);
    merged.set(key, isBoth ? merge(other as JsonObject, value as JsonObject) : value);
  }
  return Object.fromEntries(merged);
}
