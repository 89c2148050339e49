import { parser } from '@prometheus-io/lezer-promql';

/** Says where a PromQL expression stops making sense, or `undefined` when it parses. Types are not checked. */
export function promqlProblem(expression: string): string | undefined {
  if (expression.trim() === '') return 'the expression is empty';
  let broken: number | undefined;
  parser.parse(expression).iterate({
    enter: (node) => {
      if (node.type.isError) broken ??= node.from;
      return broken === undefined;
    },
  });
  if (broken === undefined) return undefined;
  const before = expression.slice(0, broken).trimEnd();
  const rest = expression.slice(broken).trim();
  if (rest === '') return `the expression ends too early, after \`${tail(before)}\``;
  return before === ''
    ? `the expression cannot start with \`${head(rest)}\``
    : `it stops making sense at \`${head(rest)}\`, after \`${tail(before)}\``;
}

function head(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}

function tail(text: string): string {
  return text.length > 20 ? `…${text.slice(-20)}` : text;
}
