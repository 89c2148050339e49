import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Estate } from '../../model/environment.ts';
import { requestedJobs } from '../../model/requested-job.ts';
import { runtimeConnections } from '../../model/runtime-connection.ts';
import { complainAt, lineOf } from '../place.ts';

/** Rules between the runtime's own manifests and the policies; none where it is installed another way. */
export function reportRuntime(estate: Estate, diagnostics: Diagnostic[]): void {
  const { runtime } = estate.environment;
  if (runtime?.install === undefined) return;
  reportNamesakes(estate, runtime.namespace, diagnostics);
  reportReach(estate, diagnostics);
  reportSize(estate, diagnostics);
}

/** Together with names and Secrets this stays below what the API server can store in one object. */
const longest = 400_000;

/** The allowed images of all templates stand in one admission policy. */
function reportSize({ environment, jobs }: Estate, diagnostics: Diagnostic[]): void {
  const patterns = requestedJobs(jobs).flatMap(({ images }) => images.allow);
  const length = patterns.reduce((sum, pattern) => sum + pattern.length, 0);
  if (length <= longest) return;
  complainAt(
    { document: environment.document, diagnostics },
    'admission-too-large',
    ['spec', 'runtime'],
    `the images that the JobTemplates of an environment allow must have at most ${longest} characters together, got ${length}`,
    { at: 'key', help: 'end patterns in `*` or `**`, or split the environment' },
  );
}

const own = ['roster-controller', 'roster-gateway'];

function reportNamesakes(
  { environment, pools, jobs, clusters }: Estate,
  home: string,
  diagnostics: Diagnostic[],
): void {
  for (const { kind, namespace, name, provenance } of [...pools, ...jobs, ...clusters]) {
    if (namespace !== home || !own.includes(name)) continue;
    complainAt(
      { document: provenance.document, diagnostics },
      'name-collision',
      ['metadata', 'name'],
      `a ${kind} must not be named like the runtime in its namespace, \`${namespace}/${name}\` is that of ${lineOf(environment.document)}`,
      { help: 'rename it, or give the runtime a namespace of its own' },
    );
  }
}

/** The controller's NetworkPolicy lets through what it must reach; where one of these places is unknown, that is everything. */
function reportReach(estate: Estate, diagnostics: Diagnostic[]): void {
  const { document } = estate.environment;
  const unknown = runtimeConnections(estate).filter(
    ({ connection }) => connection.network === undefined,
  );
  const paths = new Map(
    unknown.map(({ kind, connection: { name } }) => [`${kind}.${name}`, [kind, name] as const]),
  );
  for (const [written, path] of paths) {
    complainAt(
      { document, diagnostics },
      'runtime-reach-open',
      ['spec', 'connections', ...path],
      `\`spec.connections.${written}\` must say where it is on the network, without which the runtime's NetworkPolicy lets it talk to anybody`,
      {
        at: 'key',
        help: 'add `network`: the namespace, labels or addresses of what answers, and its ports',
      },
    );
  }
}
