/** The one order of texts: by UTF-16 code unit, the same on every machine (`localeCompare` follows the locale). */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
