/** The fields of `T`, where an optional one may also be given as `undefined`. */
type Loose<T> = {
  [K in keyof T]: Record<never, never> extends Pick<T, K> ? T[K] | undefined : T[K];
};

/** Drops the fields that are `undefined`, so that an absent value leaves no key behind. */
export function defined<T extends object>(fields: Loose<T>): T {
  const kept: Partial<Record<string, unknown>> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (value !== undefined) kept[key] = value;
  }
  return kept as T;
}
