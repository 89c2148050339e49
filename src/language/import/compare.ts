import type { JsonObject } from '../../model/json.ts';
import { compareText } from '../../model/order.ts';
import { differenceText } from './difference-text.ts';
import { comparable, type Difference, differences } from './differences.ts';
import type { Counterpart } from './draft.ts';
import { partOf } from './part.ts';

/** How a rendered object differs from the imported one whose place it takes. */
export interface Comparison {
  /** `Deployment jobs/resize`. */
  readonly object: string;
  readonly differences: readonly Difference[];
}

export interface Compared {
  readonly pairs: readonly Comparison[];
  /** Objects that there were none of. */
  readonly added: readonly string[];
  /** Imported objects in whose place nothing is rendered. */
  readonly removed: readonly string[];
}

/** Compares imported objects with those rendered from their policies; `namespace` is that of objects which name none. */
export function compareObjects(
  counterparts: readonly Counterpart[],
  rendered: readonly JsonObject[],
  namespace: string,
): Compared {
  const byName = new Map(rendered.map((object) => [wordsOf(object), object]));
  const pairs: Comparison[] = [];
  const removed: string[] = [];
  const met = new Set<string>();
  for (const { object, pool, container } of counterparts) {
    const takenBy = `${String(object.kind)} ${pool.namespace ?? namespace}/${pool.name}`;
    const other = byName.get(takenBy);
    if (other === undefined) {
      removed.push(wordsOf(object, namespace));
      continue;
    }
    met.add(takenBy);
    pairs.push({
      object: wordsOf(object, namespace),
      differences: differences(
        inNamespace(comparable(object, container), namespace),
        inNamespace(comparable(other, 'worker'), namespace),
      ),
    });
  }
  return {
    pairs: pairs.toSorted((a, b) => compareText(a.object, b.object)),
    added: [...byName.keys()].filter((name) => !met.has(name)).toSorted(compareText),
    removed: [...new Set(removed)].toSorted(compareText),
  };
}

/** Writes a comparison as lines, one a difference. */
export function comparisonText({ pairs, added, removed }: Compared): string {
  const lines = [
    ...pairs.flatMap(({ object, differences: found }) =>
      found.length === 0
        ? [`${object}: the same`]
        : [`${object}:`, ...found.map((one) => `  ${differenceText(one)}`)],
    ),
    ...added.map((object) => `${object}: is new`),
    ...removed.map((object) => `${object}: is not rendered`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function inNamespace(object: JsonObject, namespace: string): JsonObject {
  const metadata = partOf(object, 'metadata');
  return { ...object, metadata: { ...metadata, namespace: metadata.namespace ?? namespace } };
}

/** `Deployment jobs/resize`; without a namespace where neither the object nor anyone else says one. */
function wordsOf({ kind, metadata }: JsonObject, namespace?: string): string {
  const { name, namespace: own = namespace } = partOf({ metadata: metadata ?? null }, 'metadata');
  return `${String(kind)} ${own === undefined ? '' : `${String(own)}/`}${String(name)}`;
}
