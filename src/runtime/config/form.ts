import { formatDuration, type Millis, parseDuration } from '../../model/units.ts';

/** What a value of the configuration may be. */
export interface Form<T> {
  /** Completes "must be …". */
  readonly rule: string;
  /** The value that a JSON value means; `undefined` where it is none. */
  read(written: unknown): T | undefined;
  /** What a flag or a variable says, as the JSON value that the file would have. */
  fromText(text: string): unknown;
  /** A value as it would be written in the file. */
  write(value: T): string;
}

const asWritten = (text: string): unknown => text;

export const text: Form<string> = {
  rule: 'a text',
  read: (written) => (typeof written === 'string' ? written : undefined),
  fromText: asWritten,
  write: (value) => value,
};

/** What Kubernetes takes for the name of a namespace or a Lease. */
export const kubernetesName: Form<string> = {
  rule: 'a name as Kubernetes takes it: small letters, digits, "-" and "."',
  read: (written) =>
    typeof written === 'string' && /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(written)
      ? written
      : undefined,
  fromText: asWritten,
  write: (value) => value,
};

export function choice<T extends string>(...choices: readonly T[]): Form<T> {
  return {
    rule: `one of ${choices.join(', ')}`,
    read: (written) => choices.find((one) => one === written),
    fromText: asWritten,
    write: (value) => value,
  };
}

/** A whole number; both bounds are allowed. */
export function whole(least: number, most: number): Form<number> {
  return {
    rule: `a whole number from ${least} to ${most}`,
    read: (written) =>
      Number.isInteger(written) && Number(written) >= least && Number(written) <= most
        ? Number(written)
        : undefined,
    fromText: (written) => (/^\d{1,15}$/.test(written) ? Number(written) : written),
    write: String,
  };
}

/** A length of time, written as in policies; both bounds are allowed. */
export function duration(least: string, most: string): Form<Millis> {
  const [low = 0, high = Number.POSITIVE_INFINITY] = [parseDuration(least), parseDuration(most)];
  return {
    rule: `a length of time from ${least} to ${most}, such as 90s or 2m30s`,
    read: (written) => {
      const value = typeof written === 'string' ? parseDuration(written) : undefined;
      return value !== undefined && value >= low && value <= high ? value : undefined;
    },
    fromText: asWritten,
    write: formatDuration,
  };
}

/** Names of namespaces, each once; with commas between them in a flag or a variable. */
export const namespaceNames: Form<readonly string[]> = {
  rule: 'a list of namespaces, each once',
  read: (written) => {
    if (!Array.isArray(written) || new Set(written).size < written.length) return undefined;
    const names = written.map((one) => kubernetesName.read(one));
    return names.every((name) => name !== undefined) ? names : undefined;
  },
  fromText: (written) =>
    written
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  write: (value) => value.join(','),
};
