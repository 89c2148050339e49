import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** A series that a query reads, and the labels by which it is selected. */
export interface Selected {
  readonly metric: string;
  readonly labels: readonly string[];
}

export interface SeriesIn {
  readonly selected: readonly Selected[];
  /** The labels that the query groups by, matches on or writes. */
  readonly grouped: readonly string[];
  /** The labels that `label_replace` makes. */
  readonly made: readonly string[];
}

/** What a query asks for; throws where it is no PromQL. */
export function seriesIn(query: string): SeriesIn {
  const selected: Selected[] = [];
  const grouped: string[] = [];
  const made: string[] = [];
  const textOf = ({ from, to }: { readonly from: number; readonly to: number }) =>
    query.slice(from, to);
  parser.parse(query).iterate({
    enter: ({ node, type }) => {
      if (type.isError) throw new Error(`no PromQL at ${node.from}: ${query}`);
      if (type.name === 'VectorSelector') {
        selected.push({
          metric: textOf(node.getChild('Identifier')!),
          labels: namesIn(node).map(textOf),
        });
      }
      if (type.name === 'GroupingLabels') grouped.push(...namesIn(node).map(textOf));
      if (type.name === 'FunctionCall' && textOf(node).startsWith('label_replace')) {
        const texts = textsOf(node)
          .map(textOf)
          .map((text) => text.slice(1, -1));
        made.push(texts[0]!);
        grouped.push(texts[2]!);
      }
    },
  });
  return { selected, grouped, made };
}

function namesIn(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  node.cursor().iterate((one) => {
    if (one.name === 'LabelName') found.push(one.node);
  });
  return found;
}

/** The texts that a call is given itself, not those of calls inside. */
function textsOf(call: SyntaxNode): readonly SyntaxNode[] {
  return call.getChild('FunctionCallBody')!.getChildren('StringLiteral');
}
