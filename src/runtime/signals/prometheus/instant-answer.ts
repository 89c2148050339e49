/** What an instant query gave: one number and when it was evaluated, in seconds on Prometheus' clock, or why there is none. */
export type InstantAnswer =
  | { readonly ok: true; readonly value: number; readonly at: number }
  | { readonly ok: false; readonly because: string };

interface Body {
  readonly status?: unknown;
  readonly error?: unknown;
  readonly data?: { readonly resultType?: unknown; readonly result?: unknown };
  readonly warnings?: unknown;
}

/** Reads the body of an answer of `/api/v1/query`; `undefined` where it is none of Prometheus'. */
export function readInstantAnswer(json: unknown): InstantAnswer | undefined {
  const { status, error, data, warnings } = (json ?? {}) as Body;
  if (status === 'error') return refuse(`the query failed: ${short(error)}`);
  if (status !== 'success') return undefined;
  const partial = partialOf(warnings);
  if (partial !== undefined) return refuse(`the answer is not whole: ${short(partial)}`);
  return readResult(data?.resultType, data?.result);
}

/**
 * A warning that is no remark on the query itself is about data that is missing, such as of a remote store that did not
 * answer: a sum of what is left would be too low.
 */
function partialOf(warnings: unknown): unknown {
  if (!Array.isArray(warnings)) return undefined;
  return warnings.find(
    (warning) => !(typeof warning === 'string' && /^PromQL (?:info|warning)/.test(warning)),
  );
}

function readResult(type: unknown, result: unknown): InstantAnswer {
  if (type === 'scalar') return readPair(result);
  if (type !== 'vector' || !Array.isArray(result)) {
    return refuse(`the query gives a ${short(type)}, not a number`);
  }
  if (result.length === 0) return refuse('the query gives nothing');
  if (result.length > 1) return refuse(`the query gives ${result.length} series, not one`);
  return readPair((result[0] as { readonly value?: unknown } | null)?.value);
}

function readPair(pair: unknown): InstantAnswer {
  if (!Array.isArray(pair) || typeof pair[1] !== 'string' || !Number.isFinite(pair[0])) {
    return refuse('the query gives a histogram, not a number');
  }
  const value = pair[1].trim() === '' ? Number.NaN : Number(pair[1]);
  if (!Number.isFinite(value)) return refuse(`the query gives ${short(pair[1])}`);
  if (value < 0) return refuse(`the query gives ${value}, less than nothing`);
  return { ok: true, value, at: pair[0] };
}

function refuse(because: string): InstantAnswer {
  return { ok: false, because };
}

function short(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')).slice(0, 200);
}
