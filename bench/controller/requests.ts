/** Requests by what they are about: `PATCH deployments/scale`, `WATCH pods`. */
export type Counts = Readonly<Record<string, number>>;

/** What a request is about, without the names of namespaces and objects. */
export function kindOfRequest(method: string, path: string, isWatch: boolean): string {
  const parts = path.split('/').filter(Boolean);
  const rest = parts.slice(parts[0] === 'api' ? 2 : 3);
  const isInNamespace = rest[0] === 'namespaces' && rest.length > 2;
  const [plural = path, name, subresource] = isInNamespace ? rest.slice(2) : rest;
  // here the name of the metric stands where others have that of the resource
  if (parts[1] === 'external.metrics.k8s.io') return `${method} externalmetrics`;
  const verb = isWatch ? 'WATCH' : method === 'GET' && name === undefined ? 'LIST' : method;
  return `${verb} ${plural}${subresource === undefined ? '' : `/${subresource}`}`;
}

const reading = ['LIST', 'WATCH', 'GET'];

/** The sum of requests that ask only, without those on Leases. */
export function readsOf(counts: Counts): number {
  return sum(counts, (verb, what) => reading.includes(verb) && what !== 'leases');
}

/** The sum of requests that write, without those on Leases: a Lease is renewed whatever happens. */
export function writesOf(counts: Counts): number {
  return sum(counts, (verb, what) => !reading.includes(verb) && what !== 'leases');
}

export function leasesOf(counts: Counts): number {
  return sum(counts, (_, what) => what === 'leases');
}

function sum(counts: Counts, isMeant: (verb: string, what: string) => boolean): number {
  return Object.entries(counts)
    .filter(([kind]) => {
      const [verb = '', what = ''] = kind.split(' ');
      return isMeant(verb, what);
    })
    .reduce((total, [, count]) => total + count, 0);
}
