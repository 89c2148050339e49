import { fnv1a } from '../fnv1a.ts';

/** The longest uid that Grafana takes. */
const longest = 40;

/** What links to the dashboard of an environment hold on to: made of the environment's name and of nothing else. */
export function dashboardUid(environment: string): string {
  const uid = `roster-${environment}`;
  if (uid.length <= longest) return uid;
  const sum = fnv1a(environment).toString(16).padStart(8, '0').slice(-8);
  return `${uid.slice(0, longest - sum.length - 1)}-${sum}`;
}
