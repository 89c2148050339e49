/** Takes over the named fields that are there, and no others. */
export function pick<T extends object, K extends keyof T>(
  from: T,
  names: readonly K[],
): { [Name in K]: Exclude<T[Name], undefined> } {
  const picked = names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]]);
  return Object.fromEntries(picked) as { [Name in K]: Exclude<T[Name], undefined> };
}
