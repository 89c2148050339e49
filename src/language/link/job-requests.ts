import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { JobTemplate } from '../../model/job-template.ts';
import { complain, lineOf } from '../place.ts';

/** Reports requests that two templates would both answer: of one path, or of one queue unless the requests say whose they are. */
export function reportSharedRequests(
  jobs: readonly JobTemplate[],
  diagnostics: Diagnostic[],
): void {
  const paths = new Map<string, JobTemplate>();
  const queues = new Map<string, JobTemplate>();
  for (const job of jobs) {
    if (job.trigger.kind !== 'requests') continue;
    const { http, queue } = job.trigger;
    const samePath = http && first(paths, http.path, job);
    if (samePath !== undefined) report(job, samePath, 'http', diagnostics);
    const key = queue && JSON.stringify([queue.connection.name, queue.vhost, queue.queue]);
    const sameQueue = key === undefined ? undefined : first(queues, key, job);
    if (sameQueue !== undefined && !areNamed(job, sameQueue)) {
      report(job, sameQueue, 'queue', diagnostics);
    }
  }
}

function first<T>(known: Map<string, T>, key: string, one: T): T | undefined {
  const other = known.get(key);
  if (other === undefined) known.set(key, one);
  return other;
}

/** Requests of dialect `roster` name their template; those of `mstc` do not, and both on one queue are told apart by nothing. */
function areNamed(...jobs: readonly JobTemplate[]): boolean {
  return jobs.every(
    ({ trigger }) => trigger.kind === 'requests' && trigger.queue?.dialect === 'roster',
  );
}

function report(
  { provenance: { document, layers } }: JobTemplate,
  other: JobTemplate,
  of: 'http' | 'queue',
  diagnostics: Diagnostic[],
): void {
  const where = `${other.namespace}/${other.name}\` of ${lineOf(other.provenance.document)}`;
  const rule =
    of === 'http'
      ? 'must be a path of its own'
      : 'must be a queue of its own, unless all its requests are of dialect `roster`';
  complain(
    { document, layers, diagnostics },
    'requests-shared',
    ['trigger', of, of === 'http' ? 'path' : 'queue'],
    (field) => `${field} ${rule}, it is also that of \`${where}`,
    { help: of === 'http' ? 'give one of them another path' : 'give one of them another queue' },
  );
}
