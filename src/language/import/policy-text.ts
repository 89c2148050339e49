import { Document, isMap, isScalar, isSeq, Scalar, visit, type YAMLMap } from 'yaml';
import type { JsonObject } from '../../model/json.ts';
import type { Path } from '../../model/source.ts';
import { readByYaml11 } from '../yaml/yaml11.ts';

/** Comments of a policy: at its head, above a field, or behind a value. */
export interface Comments {
  readonly head: string;
  readonly above?: readonly (readonly [Path, string])[];
  readonly behind?: readonly (readonly [Path, string])[];
}

/** Writes a policy as a person would: short lists on one line, one variable a line, quotes only where a reader needs them. */
export function policyText(
  policy: JsonObject,
  { head, above = [], behind = [] }: Comments,
): string {
  const document = new Document(policy, { version: '1.2', aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && readByYaml11(node.value) !== undefined)
        node.type = Scalar.QUOTE_DOUBLE;
    },
    Seq: (_, node) => {
      if (node.items.every(isScalar)) node.flow = true;
      for (const item of node.items) if (isMap(item)) item.flow = true;
    },
  });
  document.commentBefore = comment(head);
  for (const [path, text] of above) commentAbove(document, path, text);
  for (const [path, text] of behind) {
    const node = document.getIn(path, true);
    if (isScalar(node)) node.comment = ` ${text}`;
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function commentAbove(document: Document, path: Path, text: string): void {
  const parent = document.getIn(path.slice(0, -1), true);
  if (!isMap(parent) || isSeq(parent)) return;
  const pair = (parent as YAMLMap).items.find(
    ({ key }) => isScalar(key) && key.value === path.at(-1),
  );
  if (isScalar(pair?.key)) pair.key.commentBefore = comment(text);
}

function comment(text: string): string {
  return text
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n');
}
