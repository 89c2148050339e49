import { formatDuration, type Millis, millis } from '../../model/units.ts';

type Labels = Readonly<Record<string, string>>;

/** Writes `{a="b"}` with values escaped, so that no value can end its string and continue as PromQL. */
export function matchers(labels: Labels): string {
  const written = Object.entries(labels).map(([name, value]) => `${label(name)}=${quote(value)}`);
  return `{${written.join(', ')}}`;
}

/** Writes an instant selector. */
export function select(metric: string, labels: Labels): string {
  return `${metric}${matchers(labels)}`;
}

/**
 * Selects a metric whose `namespace` names what is measured and not who exports it: a scrape that does not honour
 * labels calls that label `exported_namespace`. `wrap` goes around each of the two spellings, such as `rate(…[5m])`.
 */
export function selectMeasured(
  metric: string,
  { namespace, ...labels }: Labels & { readonly namespace: string },
  wrap = (selector: string) => selector,
): string {
  const renamed = select(metric, { exported_namespace: namespace, ...labels });
  const kept = select(metric, { exported_namespace: '', namespace, ...labels });
  return `${wrap(renamed)}\nor\n${wrap(kept)}`;
}

/** Writes a range; Prometheus refuses an empty one, so a zero becomes the shortest that still holds the present sample. */
export function range(length: Millis): string {
  return `[${formatDuration(millis(Math.max(length, 1)))}]`;
}

/** Puts an expression into a call or a pair of parentheses, on lines of its own: a comment at its end ends there. */
export function within(call: string, ...parts: readonly string[]): string {
  return `${call}(\n${parts.map(indent).join(',\n')}\n)`;
}

/** Indents every line by one step; strings of PromQL hold no raw line ends, so none is broken, but raw strings may. */
export function indent(text: string): string {
  return text.includes('`') ? text : text.replaceAll(/^(?=.)/gm, '  ');
}

/**
 * Quotes a text as PromQL reads it: JSON's escapes are a subset of Go's, but for halves of surrogate pairs.
 * U+FFFD is escaped, since Prometheus takes it for broken UTF-8 where it stands by itself.
 */
export function quote(text: string): string {
  const whole = text.replaceAll(/\p{Surrogate}/gu, '\ufffd');
  return JSON.stringify(whole).replaceAll('\ufffd', '\\ufffd');
}

/** Prometheus 3 takes any label name in quotes; an older one refuses the rule, which beats reading it as something else. */
function label(name: string): string {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) ? name : quote(name);
}
