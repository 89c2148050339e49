/** The middle of the numbers; of an even count the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const low = sorted[Math.ceil(half) - 1];
  const high = sorted[Math.floor(half)];
  if (low === undefined || high === undefined) throw new Error('no numbers have no median');
  return (low + high) / 2;
}

/** The exponent k of y ∝ x^k that fits the points best: the least-squares slope of log y over log x. */
export function exponent(points: readonly (readonly [x: number, y: number])[]): number {
  if (points.length < 2) throw new Error('an exponent needs two points');
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length;
  const covariance = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const variance = logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return covariance / variance;
}

/** The smallest of the numbers that at least this part of them does not exceed; 0.99 for p99. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const found = sorted[Math.min(sorted.length, Math.max(1, Math.ceil(part * sorted.length))) - 1];
  if (found === undefined) throw new Error('no numbers have no quantile');
  return found;
}
