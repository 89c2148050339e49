import type {
  ClusterDialect,
  ClusterUsers,
  Exposure,
  Sampling,
} from '../../model/cluster-template.ts';
import { parseDuration } from '../../model/units.ts';
import { type Context, complain } from '../place.ts';
import { clusterDefaults } from '../schema/cluster-defaults.ts';
import type { WrittenCluster } from '../schema/cluster-template.ts';
import { readPositiveDuration, readUrl } from '../values/values.ts';

/** Reads who may ask for clusters. */
export function readUsers({
  names = [],
  groups = [],
  operators = [],
}: NonNullable<WrittenCluster['users']> = {}): ClusterUsers {
  return { names, groups, operators };
}

/** Reads how people reach the scheduler. */
export function readExposure(
  context: Context,
  { dialect, exposure = {} }: WrittenCluster,
): Exposure {
  const { scheduler = clusterDefaults.scheduler, dashboard = clusterDefaults.dashboard } = exposure;
  const { address } = exposure;
  return {
    scheduler: dialect === 'resaas' ? 'service' : scheduler,
    dashboard: dialect === 'dask' && dashboard,
    ...(address !== undefined && {
      address: readUrl(context, ['exposure', 'address'], address, ['http', 'https']),
    }),
  };
}

/** Reads what only sampling clusters have; `undefined` in another dialect. */
export function readSampling(
  context: Context,
  dialect: ClusterDialect,
  {
    internalAuth = clusterDefaults.internalAuth,
    results,
  }: NonNullable<WrittenCluster['sampling']> = {},
): Sampling | undefined {
  if (dialect !== 'resaas') return undefined;
  return { internalAuth, ...(results && { results: readResults(context, results) }) };
}

/** Signatures of object stores hold no longer. */
const longestLink = '7d';

function readResults(
  context: Context,
  written: NonNullable<NonNullable<WrittenCluster['sampling']>['results']>,
): NonNullable<Sampling['results']> {
  const path = ['sampling', 'results'];
  const { endpoint, bucket, folder = clusterDefaults.resultsFolder, secret } = written;
  const { linkLifetime: link = clusterDefaults.linkLifetime } = written;
  const linkLifetime = readPositiveDuration(context, [...path, 'linkLifetime'], link);
  if (linkLifetime > (parseDuration(longestLink) ?? 0)) {
    complain(
      context,
      'wrong-value',
      [...path, 'linkLifetime'],
      (field) => `${field} must be at most ${longestLink}, got "${link}"`,
    );
  }
  return {
    ...(endpoint !== undefined && {
      endpoint: readUrl(context, [...path, 'endpoint'], endpoint, ['http', 'https']),
    }),
    bucket,
    // slashes at both ends have no meaning, and one of ours follows
    folder: folder.replace(/^\/+|\/+$/g, ''),
    linkLifetime,
    secret,
  };
}
