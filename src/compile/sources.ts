import { scaledObjectSources } from './sources/scaled-object.ts';

/** Which fields of a policy a value of a rendered object comes from. Lists are `[*]`; a path speaks for all below it. */
export interface SourceRule {
  readonly rendered: string;
  /** Fields of the policy; empty where the value is always the same. */
  readonly from: readonly string[];
  /** Fields of the Environment. */
  readonly environment?: readonly string[];
  /** How the value is made of the fields, where it is not just taken over. */
  readonly rule?: string;
}

const sources: ReadonlyMap<string, readonly SourceRule[]> = new Map([
  ['ScaledObject', scaledObjectSources],
]);

/** Finds the rule for a path such as `spec.triggers[0].metadata.value`, the most exact one; `undefined` for kinds without a table. */
export function sourcesOf(kind: string, renderedPath: string): SourceRule | undefined {
  const path = renderedPath.replace(/\[\d+\]/g, '[*]');
  let found: SourceRule | undefined;
  for (const rule of sources.get(kind) ?? []) {
    const isLonger = found === undefined || rule.rendered.length > found.rendered.length;
    if (isLonger && speaksFor(rule.rendered, path)) found = rule;
  }
  return found;
}

function speaksFor(rendered: string, path: string): boolean {
  if (!path.startsWith(rendered)) return false;
  const next = path[rendered.length];
  return next === undefined || next === '.' || next === '[';
}
