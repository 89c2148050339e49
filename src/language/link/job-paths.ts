import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { JobTemplate } from '../../model/job-template.ts';
import { complain, lineOf } from '../place.ts';

/** What the gateway answers itself, for users of clusters of either dialect. */
const gatewayPaths = ['/api', '/clusters', '/internal', '/job'];

/** Those below it are free: the usual path of a JobTemplate is one of them. */
const gatewayList = '/jobs';

/** Reports paths of requests that lie below those of another template, or are the gateway's own: what is below a path tells of its Jobs. */
export function reportPaths(jobs: readonly JobTemplate[], diagnostics: Diagnostic[]): void {
  const served = jobs.flatMap((job) => {
    const path = pathOf(job);
    return path === undefined ? [] : [{ job, path }];
  });
  const owners = new Map(served.map(({ job, path }) => [path, job]));
  for (const { job, path } of served) {
    const owner = ancestorsOf(path).flatMap((one) => owners.get(one) ?? [])[0];
    if (owner !== undefined) reportBelow(job, owner, path, diagnostics);
    const taken = takenBy(path);
    if (taken !== undefined) reportTaken(job, taken, path, diagnostics);
  }
}

function pathOf({ trigger }: JobTemplate): string | undefined {
  return trigger.kind === 'requests' ? trigger.http?.path : undefined;
}

function takenBy(path: string): string | undefined {
  if (path === gatewayList) return gatewayList;
  return [path, ...ancestorsOf(path)].find((one) => gatewayPaths.includes(one));
}

/** `/a/b` and `/a` of `/a/b/c`. */
function ancestorsOf(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(2).map((_, index) => parts.slice(0, -1 - index).join('/'));
}

const at = ['trigger', 'http', 'path'];

function reportBelow(
  { provenance: { document, layers } }: JobTemplate,
  { namespace, name, provenance }: JobTemplate,
  path: string,
  diagnostics: Diagnostic[],
): void {
  complain(
    { document, layers, diagnostics },
    'requests-shared',
    at,
    (field) =>
      `${field} must not lie below that of another JobTemplate, got "${path}", and \`${namespace}/${name}\` of ${lineOf(provenance.document)} is above it`,
    { help: 'give one of them another path' },
  );
}

function reportTaken(
  { provenance: { document, layers } }: JobTemplate,
  taken: string,
  path: string,
  diagnostics: Diagnostic[],
): void {
  complain(
    { document, layers, diagnostics },
    'requests-shared',
    at,
    (field) =>
      `${field} must not be a path of the gateway itself, which answers \`${taken}\`, got "${path}"`,
    { help: 'choose another one, or leave it out: `/jobs/<namespace>/<name>` is always free' },
  );
}
