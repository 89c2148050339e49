import type { ClusterTimes } from '../../model/cluster-template.ts';
import { type Context, complain } from '../place.ts';
import { clusterDefaults } from '../schema/cluster-defaults.ts';
import type { WrittenCluster } from '../schema/cluster-template.ts';
import { readDuration, readPositiveDuration } from '../values/values.ts';

/** Reads how long things may take and last; an idle time-out of nothing is none. */
export function readTimes(context: Context, written: WrittenCluster): ClusterTimes {
  const { dialect, maxLifetime } = written;
  const idle = readDuration(
    context,
    ['idleTimeout'],
    written.idleTimeout ?? clusterDefaults.idleTimeout,
  );
  const positive = (field: 'startTimeout' | 'workerStartTimeout' | 'keepEnded', usual: string) =>
    readPositiveDuration(context, [field], written[field] ?? usual);
  const times = {
    ...(idle > 0 && { idleTimeout: idle }),
    startTimeout: positive('startTimeout', clusterDefaults.startTimeout[dialect]),
    workerStartTimeout: positive('workerStartTimeout', clusterDefaults.workerStartTimeout),
    ...(maxLifetime !== undefined && {
      maxLifetime: readPositiveDuration(context, ['maxLifetime'], maxLifetime),
    }),
    keepEnded: positive('keepEnded', clusterDefaults.keepEnded),
  };
  reportOrder(context, times);
  return times;
}

function reportOrder(context: Context, { startTimeout, maxLifetime }: ClusterTimes): void {
  if (maxLifetime === undefined || maxLifetime > startTimeout) return;
  complain(
    context,
    'conflicting-fields',
    ['maxLifetime'],
    (field) => `${field} must be longer than \`spec.startTimeout\`, or no cluster is ever of use`,
  );
}
