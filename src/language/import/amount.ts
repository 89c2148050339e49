import { parseQuantity } from '../../model/quantity.ts';

/** An amount as people write it in YAML: a plain number bare where it stays the same text, all else as a text. */
export function plainAmount(text: string): string | number {
  return /^\d+(?:\.\d+)?$/.test(text) && String(Number(text)) === text ? Number(text) : text;
}

/** The same amount of bytes with a binary unit, where it comes out whole: `500Mi` for `524288000`. */
export function inMebibytes(text: string): string | undefined {
  const nano = /^\d+$/.test(text) ? parseQuantity(text)?.nano : undefined;
  if (nano === undefined || nano === 0n) return undefined;
  for (const [unit, shift] of [
    ['Gi', 30n],
    ['Mi', 20n],
  ] as const) {
    const size = 1_000_000_000n << shift;
    if (nano % size === 0n) return `${nano / size}${unit}`;
  }
  return undefined;
}
