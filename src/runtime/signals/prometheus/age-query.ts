const labels = String.raw`\{(?:[^{}"'\`]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\`[^\`]*\`)*\}`;
const selector = String.raw`(?:[a-zA-Z_:][a-zA-Z0-9_:]*\s*(?:${labels})?|${labels})`;
const plain = new RegExp(`^${selector}$`);
const grouping = String.raw`(?:\s*(?:by|without)\s*\([^()]*\))?`;
const aggregated = new RegExp(
  `^(?:sum|max|min|avg|count)${grouping}\\s*\\(\\s*(${selector})\\s*\\)${grouping}$`,
);

/**
 * The query that says when the samples behind a query were scraped: for a selector, and for one inside an aggregation, where
 * the oldest counts. `undefined` for any other query: what it stands on may be as old as Prometheus looks back, 5 minutes by
 * default, except that a target that is gone is noticed at its next scrape.
 */
export function ageQuery(query: string): string | undefined {
  const text = query.trim();
  const inner = aggregated.exec(text)?.[1];
  if (inner !== undefined) return `min(timestamp(${inner}))`;
  return plain.test(text) ? `min(timestamp(${text}))` : undefined;
}
