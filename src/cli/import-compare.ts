import { compile } from '../compile/compile.ts';
import { check } from '../language/check.ts';
import { type Compared, compareObjects, comparisonText } from '../language/import/compare.ts';
import type { Counterpart } from '../language/import/draft.ts';
import type { Source } from '../model/source.ts';

/** What an importer gives whose input are Kubernetes objects. */
interface WithObjects {
  readonly policies: readonly Source[];
  readonly given?: Source;
  readonly counterparts: readonly Counterpart[];
}

/** Compiles imported policies and compares what comes of them with the objects that they were read from. */
export function compareImported({ policies, given, counterparts }: WithObjects): Compared {
  if (policies.length === 0) return { pairs: [], added: [], removed: [] };
  const [estate] = check(given === undefined ? policies : [...policies, given]).estates;
  if (estate === undefined) throw new Error('imported policies must come with an Environment');
  const rendered = compile(estate, []).map(({ object }) => object);
  return compareObjects(counterparts, rendered, estate.environment.defaultNamespace);
}

/** The same as lines for people. */
export function comparisonLines(imported: WithObjects): string {
  return comparisonText(compareImported(imported));
}
