declare const unit: unique symbol;

/** A length of time. Made only by `millis` and `parseDuration`, so that seconds are never passed for milliseconds. */
export type Millis = number & { readonly [unit]: 'ms' };

/** A moment: milliseconds since 1970-01-01T00:00Z. */
export type Instant = number & { readonly [unit]: 'instant' };

/** Says that a number is a moment in milliseconds since 1970; it does not convert. */
export function instant(value: number): Instant {
  return value as Instant;
}

/** Says that a number is of milliseconds; it does not convert. */
export function millis(value: number): Millis {
  return value as Millis;
}

/** Whole seconds, rounded up: what Kubernetes and KEDA count in. */
export function seconds(duration: Millis): number {
  return Math.ceil(duration / 1000);
}

const lengths = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Reads `90s`, `2m30s`, `1h`; units go from large to small, each at most once. `undefined` for anything else. */
export function parseDuration(text: string): Millis | undefined {
  const match = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/.exec(text);
  if (match === null || text === '') return undefined;
  const [, d, h, m, s, ms] = match;
  const total =
    Number(d ?? 0) * lengths.d +
    Number(h ?? 0) * lengths.h +
    Number(m ?? 0) * lengths.m +
    Number(s ?? 0) * lengths.s +
    Number(ms ?? 0);
  return Number.isSafeInteger(total) ? millis(total) : undefined;
}

/** Writes a duration as people do: `2m30s`; `0s` for none. */
export function formatDuration(duration: Millis): string {
  let rest: number = duration;
  let text = '';
  for (const name of ['h', 'm', 's', 'ms'] as const) {
    const count = Math.floor(rest / lengths[name]);
    if (count > 0) text += `${count}${name}`;
    rest -= count * lengths[name];
  }
  return text === '' ? '0s' : text;
}
