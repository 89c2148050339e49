import type { ClusterTemplate } from '../../../model/cluster-template.ts';
import type { Estate } from '../../../model/environment.ts';
import { type Context, complain, complainAt, lineOf } from '../../place.ts';

/** TLS knows a name of at most 63 characters between dots, of which clients take `daskgateway-` for themselves. */
const longestNamespace = 63 - 'daskgateway-'.length;

/** Checks the names that come of a template's own, which `collisions.ts` compares: they must be free, and a client must be able to say them. */
export function reportClusterNames(
  context: Context,
  cluster: ClusterTemplate,
  estate: Estate,
): void {
  reportNamespace(context, cluster);
  reportTaken(context, cluster, estate);
}

function reportNamespace(
  context: Context,
  { dialect, namespace, exposure }: ClusterTemplate,
): void {
  if (dialect !== 'dask' || exposure.scheduler !== 'gateway') return;
  const over = namespace.length - longestNamespace;
  if (over <= 0) return;
  complainAt(
    context,
    'name-too-long',
    ['metadata', 'namespace'],
    `the namespace of Dask clusters must be at most ${longestNamespace} characters, since clients make the first part of a TLS server name of it, \`${namespace}\` has ${namespace.length}`,
    { help: `shorten it by ${over}, or set \`spec.exposure.scheduler: service\`` },
  );
}

/** The objects of a pool or job are named like it, and so is a group's quota. */
function reportTaken(context: Context, cluster: ClusterTemplate, estate: Estate): void {
  const { pools, jobs, groups } = estate;
  const derived = [
    ...(['scheduler', 'worker'] as const).map((role) => ({
      path: [role],
      suffix: role,
      of: [...pools, ...jobs],
    })),
    ...(hasQuota(cluster) ? [{ path: ['limits', 'total'], suffix: 'clusters', of: groups }] : []),
  ];
  for (const { path, suffix, of } of derived) {
    const name = `${cluster.name}-${suffix}`;
    const other = of.find((one) => one.namespace === cluster.namespace && one.name === name);
    if (other === undefined) continue;
    complain(
      context,
      'name-collision',
      path,
      (field) =>
        `${field} becomes objects named \`${name}\`, and so does the ${other.kind} of ${lineOf(other.provenance.document)}`,
      { at: 'key', help: 'rename one of the two policies' },
    );
  }
}

function hasQuota({ group, limits: { total } }: ClusterTemplate): boolean {
  const amounts = [total.cpu, total.memory, total.pods];
  return group === undefined && amounts.some((amount) => amount !== undefined);
}
