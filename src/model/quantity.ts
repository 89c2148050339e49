/**
 * An amount as Kubernetes counts it. `text` is the operator's spelling, which is what is rendered;
 * `nano` is the exact amount in billionths (the smallest unit Kubernetes has), so that sums and quotients never round.
 */
export interface Quantity {
  readonly text: string;
  readonly nano: bigint;
}

const decimal: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const binary: Readonly<Record<string, bigint>> = {
  Ki: 10n,
  Mi: 20n,
  Gi: 30n,
  Ti: 40n,
  Pi: 50n,
  Ei: 60n,
};

/** Reads `500m`, `1.5`, `60Gi`, `1e9` or a plain number; negative and malformed ones give `undefined`. Smaller than a billionth rounds up, as in Kubernetes. */
export function parseQuantity(value: string | number): Quantity | undefined {
  const text = String(value);
  const match = /^(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2})|([numkMGTPE]|[KMGTPE]i)?)$/.exec(text);
  if (match === null || text.length > 64) return undefined;
  const [, whole = '', fraction = '', exponent, suffix = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(whole + fraction);
  const shift = binary[suffix];
  const power =
    9 - fraction.length + (exponent === undefined ? (decimal[suffix] ?? 0) : Number(exponent));
  return { text, nano: scale(shift === undefined ? digits : digits << shift, power) };
}

/** The plain decimal number, exact, for PromQL and other readers that know no suffixes: `500m` is `0.5`. */
export function plainNumber({ nano }: Quantity): string {
  const whole = nano / 1_000_000_000n;
  const fraction = (nano % 1_000_000_000n).toString().padStart(9, '0').replace(/0+$/, '');
  return fraction === '' ? whole.toString() : `${whole}.${fraction}`;
}

function scale(digits: bigint, power: number): bigint {
  if (power >= 0) return digits * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  return (digits + divisor - 1n) / divisor;
}

const steps = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'];

/** Writes an amount for people: memory in the largest binary unit that keeps it whole, everything else as a plain number. */
export function formatAmount(nano: bigint, resource: string): string {
  const isBytes = /memory|storage/.test(resource) && nano % 1_000_000_000n === 0n;
  if (!isBytes) return plainNumber({ text: '', nano });
  let bytes = nano / 1_000_000_000n;
  let step = 0;
  while (bytes > 0n && bytes % 1024n === 0n && step < steps.length - 1) {
    bytes /= 1024n;
    step++;
  }
  return `${bytes}${steps[step]}`;
}
