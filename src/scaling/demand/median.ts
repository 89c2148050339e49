/** A number that counts so much. */
export interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/** The number that half of the weight is at or below; `undefined` where there is no weight. */
export function median(values: readonly Weighted[]): number | undefined {
  const sorted = values.filter(({ weight }) => weight > 0).toSorted((a, b) => a.value - b.value);
  let rest = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2;
  for (const { value, weight } of sorted) {
    rest -= weight;
    if (rest <= 0) return value;
  }
  return undefined;
}
