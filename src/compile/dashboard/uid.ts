/** The longest uid that Grafana takes. */
const longest = 40;

/** What links to the dashboard of an environment hold on to: made of the environment's name and of nothing else. */
export function dashboardUid(environment: string): string {
  const uid = `roster-${environment}`;
  if (uid.length <= longest) return uid;
  const sum = checksum(environment);
  return `${uid.slice(0, longest - sum.length - 1)}-${sum}`;
}

/** FNV-1a: enough to tell apart a handful of names that begin alike. */
function checksum(text: string): string {
  const sum = [...text].reduce(
    (hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619) >>> 0,
    2166136261,
  );
  return sum.toString(16).padStart(8, '0');
}
