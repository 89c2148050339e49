import type { SyntaxNode } from '@lezer/common';

/** What a PromQL expression gives when it is evaluated. */
export type ValueType = 'a vector' | 'a number' | 'a text' | 'a range of samples';

const giveNumbers = new Set(['scalar', 'time', 'pi']);

/** Functions over a range of samples, and the place of the range among their arguments. */
const takesRange: ReadonlyMap<string, number> = new Map([
  ...[
    'absent',
    'avg',
    'count',
    'first',
    'last',
    'mad',
    'max',
    'min',
    'present',
    'stddev',
    'stdvar',
    'sum',
  ].map((name) => [`${name}_over_time`, 0] as const),
  ...[
    'changes',
    'delta',
    'deriv',
    'double_exponential_smoothing',
    'holt_winters',
    'idelta',
    'increase',
    'irate',
    'predict_linear',
    'rate',
    'resets',
  ].map((name) => [name, 0] as const),
  ['quantile_over_time', 1],
]);

const takeParameter = new Set([
  'topk',
  'bottomk',
  'quantile',
  'count_values',
  'limitk',
  'limit_ratio',
]);

/** Tells what an expression gives; Prometheus' rules for the outermost operation, applied inwards. */
export function typeOf(node: SyntaxNode | null, text: string): ValueType {
  switch (node?.name) {
    case 'NumberDurationLiteral':
      return 'a number';
    case 'StringLiteral':
      return 'a text';
    case 'MatrixSelector':
    case 'SubqueryExpr':
      return 'a range of samples';
    case 'FunctionCall':
      return giveNumbers.has(wordOf(node.firstChild, text)) ? 'a number' : 'a vector';
    case 'ParenExpr':
    case 'OffsetExpr':
    case 'StepInvariantExpr':
      return typeOf(node.firstChild, text);
    case 'UnaryExpr':
      return typeOf(node.lastChild, text);
    case 'BinaryExpr': {
      const sides = [node.firstChild, node.lastChild].map((side) => typeOf(side, text));
      return sides.every((type) => type === 'a number') ? 'a number' : 'a vector';
    }
    default:
      return 'a vector';
  }
}

/** Says what a function, an aggregation or a selector is given that Prometheus refuses; `undefined` for every other node. */
export function argumentProblem(node: SyntaxNode, text: string): string | undefined {
  if (node.name === 'FunctionCall') return functionProblem(node, text);
  if (node.name === 'AggregateExpr') return aggregateProblem(node, text);
  if (node.name === 'VectorSelector') return selectorProblem(node, text);
  return node.name === 'BinaryExpr' ? operandProblem(node, text) : undefined;
}

function functionProblem(node: SyntaxNode, text: string): string | undefined {
  const name = wordOf(node.firstChild, text);
  const given = argumentsOf(node).map((one) => typeOf(one, text));
  const place = takesRange.get(name);
  if (place !== undefined && given[place] !== 'a range of samples') {
    return `${name}() takes a range of samples, like \`jobs[5m]\``;
  }
  const stray = given.some((type, index) => type === 'a range of samples' && index !== place);
  return stray
    ? `${name}() takes no range of samples; put a function such as rate() around it`
    : undefined;
}

function aggregateProblem(node: SyntaxNode, text: string): string | undefined {
  const name = wordOf(node.firstChild, text);
  const needed = takeParameter.has(name) ? 2 : 1;
  const given = argumentsOf(node);
  if (given.length !== needed)
    return `${name}() takes ${needed === 1 ? 'one argument' : 'a parameter and a vector'}`;
  const type = typeOf(given[needed - 1] ?? null, text);
  return type === 'a vector' ? undefined : `${name}() takes a vector, and is given ${type}`;
}

function selectorProblem(node: SyntaxNode, text: string): string | undefined {
  if (node.getChild('Identifier') !== null) return undefined;
  const written = text.slice(node.from, node.to);
  const isNarrow = /(=|=~)\s*(["'`])(?!\2)(?!\.\*\2)/.test(written);
  return isNarrow
    ? undefined
    : `\`${written}\` selects every series; name one, or match a label that is not empty`;
}

function operandProblem(node: SyntaxNode, text: string): string | undefined {
  const wrong = [node.firstChild, node.lastChild]
    .map((side) => typeOf(side, text))
    .find((type) => type === 'a text' || type === 'a range of samples');
  return wrong && `an operator takes vectors and numbers, and is given ${wrong}`;
}

function argumentsOf(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const body = node.getChild('FunctionCallBody');
  for (let child = body?.firstChild ?? null; child !== null; child = child.nextSibling)
    found.push(child);
  return found;
}

function wordOf(node: SyntaxNode | null, text: string): string {
  return node === null ? '' : text.slice(node.from, node.to).trim().toLowerCase();
}
