/** The offsets at which the lines of a text start; made once a file, since counting again for every finding is quadratic. */
export type Lines = readonly number[];

/** Finds where the lines of a text start. */
export function findLines(text: string): Lines {
  const lines = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.push(at + 1);
  return lines;
}

/** Tells the line of an offset, from 1. */
export function lineAt(lines: Lines, offset: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
