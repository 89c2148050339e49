import type { Tree } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { argumentProblem, typeOf } from './promql-type.ts';

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

/** Rules and scalers need an instant vector; Prometheus tells only when the rule is loaded. */
function typeProblem(tree: Tree, expression: string): string | undefined {
  let problem: string | undefined;
  tree.iterate({
    enter: ({ node }) => {
      problem ??= argumentProblem(node, expression);
      return problem === undefined;
    },
  });
  if (problem !== undefined) return problem;
  const type = typeOf(tree.topNode.firstChild, expression);
  if (type === 'a vector') return undefined;
  const remedy =
    type === 'a range of samples'
      ? 'put a function such as rate() around it'
      : 'put vector() around it';
  return `the expression gives ${type}, where a vector is needed; ${remedy}`;
}

function head(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}

function tail(text: string): string {
  return text.length > 20 ? `…${text.slice(-20)}` : text;
}
