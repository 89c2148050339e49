/** CEL reads no expression above 100,000 characters. */
const longest = 60_000;

/** Maps of CEL that hold these entries between them, each short enough to be read; one at least. */
export function tablesOf(entries: readonly string[]): readonly string[] {
  const tables: string[][] = [[]];
  let length = 0;
  for (const entry of entries) {
    const isFull = length > 0 && length + entry.length > longest;
    if (isFull) tables.push([]);
    length = (isFull ? 0 : length) + entry.length;
    tables.at(-1)?.push(entry);
  }
  return tables.map((table) => `{${table.join(', ')}}`);
}
