/** What an environment calls a namespace of a policy; `constructor`, a property of every object, is a namespace like any other. */
export function namespaceHere(
  namespaces: Readonly<Record<string, string>>,
  written: string,
): string {
  return Object.hasOwn(namespaces, written) ? (namespaces[written] ?? written) : written;
}
