import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** Says where a PromQL expression stops making sense, or that it gives no instant vector; `undefined` when all is well. */
export function promqlProblem(expression: string): string | undefined {
  if (expression.trim() === '') return 'the expression is empty';
  const tree = parser.parse(expression);
  return syntaxProblem(tree, expression) ?? typeProblem(tree, expression);
}

function syntaxProblem(tree: Tree, expression: string): string | undefined {
  let broken: number | undefined;
  tree.iterate({
    enter: (node) => {
      if (node.type.isError) broken ??= node.from;
      return broken === undefined;
    },
  });
  if (broken === undefined) return undefined;
  const before = expression.slice(0, broken).trimEnd();
  const rest = expression.slice(broken).trim();
  if (rest === '') return `the expression ends too early, after \`${tail(before)}\``;
  if (before === '') return `the expression cannot start with \`${head(rest)}\``;
  return `it stops making sense at \`${head(rest)}\`, after \`${tail(before)}\``;
}

/** Rules and scalers need an instant vector; Prometheus tells them apart only when the rule is loaded. */
function typeProblem(tree: Tree, expression: string): string | undefined {
  const root = tree.topNode.firstChild;
  const type = root === null ? 'vector' : typeOf(root, expression);
  if (type === 'vector') return undefined;
  const remedy =
    type === 'a range of samples'
      ? 'put a function such as rate() around it'
      : 'put vector() around it';
  return `the expression gives ${type}, where a vector is needed; ${remedy}`;
}

type ValueType = 'vector' | 'a number' | 'a text' | 'a range of samples';

const numbers = new Set(['scalar', 'time', 'pi']);

function typeOf(node: SyntaxNode, expression: string): ValueType {
  switch (node.name) {
    case 'NumberDurationLiteral':
      return 'a number';
    case 'StringLiteral':
      return 'a text';
    case 'MatrixSelector':
    case 'SubqueryExpr':
      return 'a range of samples';
    case 'FunctionCall': {
      const name = node.firstChild;
      return name !== null && numbers.has(expression.slice(name.from, name.to))
        ? 'a number'
        : 'vector';
    }
    case 'ParenExpr':
    case 'OffsetExpr':
    case 'StepInvariantExpr':
      return typeOfChild(node.firstChild, expression);
    case 'UnaryExpr':
      return typeOfChild(node.lastChild, expression);
    case 'BinaryExpr': {
      const sides = [node.firstChild, node.lastChild].map((one) => typeOfChild(one, expression));
      return sides.every((type) => type === 'a number') ? 'a number' : 'vector';
    }
    default:
      return 'vector';
  }
}

function typeOfChild(node: SyntaxNode | null, expression: string): ValueType {
  return node === null ? 'vector' : typeOf(node, expression);
}

function head(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}

function tail(text: string): string {
  return text.length > 20 ? `…${text.slice(-20)}` : text;
}
