import { parseQuantity } from './quantity.ts';

const nanoInOne = 1_000_000_000n;
const nanoInMilli = 1_000_000n;

/**
 * Writes a quantity such that the API server gives it back: `1000m` as `1`, `0.5Gi` as `512Mi`. Any other spelling is a
 * difference that no sync ever ends. Of 1024 bytes and more in binary units a fraction of a byte rounds up, since Kubernetes
 * warns of it. What is no quantity, or more than there are units for, stays as it is.
 */
export function canonicalQuantity(text: string): string {
  const nano = parseQuantity(text)?.nano;
  return nano === undefined ? text : spell(nano, text);
}

/** The same for what a container takes, which Kubernetes counts in thousandths, rounded up. */
export function canonicalAmount(text: string): string {
  const nano = parseQuantity(text)?.nano;
  if (nano === undefined) return text;
  return spell(((nano + nanoInMilli - 1n) / nanoInMilli) * nanoInMilli, text);
}

/** Kubernetes keeps the family of units that the writer chose, but for binary ones below 1024. */
function spell(nano: bigint, written: string): string {
  if (nano === 0n) return '0';
  if (written.endsWith('i') && nano >= 1024n * nanoInOne) {
    const whole = (nano + nanoInOne - 1n) / nanoInOne;
    const { rest, steps } = divide(whole, 1024n);
    return withUnit(rest, ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'][steps], written);
  }
  const { rest, steps } = divide(nano, 1000n);
  if (/[eE][+-]?\d/.test(written)) return steps === 3 ? `${rest}` : `${rest}e${3 * steps - 9}`;
  return withUnit(rest, ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'][steps], written);
}

function withUnit(rest: bigint, unit: string | undefined, written: string): string {
  return unit === undefined ? written : `${rest}${unit}`;
}

function divide(amount: bigint, by: bigint): { readonly rest: bigint; readonly steps: number } {
  let [rest, steps] = [amount, 0];
  while (rest % by === 0n) {
    rest /= by;
    steps += 1;
  }
  return { rest, steps };
}
