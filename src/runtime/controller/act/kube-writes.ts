import type { ApiClient } from '../../kube/api-client.ts';
import { applyStatus } from '../../kube/apply-status.ts';
import type { Events } from '../../kube/events.ts';
import { resourcePath } from '../../kube/resource-path.ts';
import { scaleDeployment } from '../../kube/scale-deployment.ts';
import { orRefused } from '../../kube/write-outcome.ts';
import { oneLine } from '../../one-line.ts';
import type { Deployment } from '../cell/objects.ts';
import type { Writes } from './writes.ts';

/** Under this name the API server remembers which fields of a status are ours. */
const fieldManager = 'roster-controller';

const group = 'roster.dev';
const version = 'v1alpha1';

/** Whom it is written to: numbers of workers, and all else. */
export interface WriteClients {
  readonly api: Pick<ApiClient, 'call'>;
  readonly scaleApi: Pick<ApiClient, 'call'>;
}

/** Writes to a Kubernetes API server. */
export function createKubeWrites(
  { api, scaleApi }: WriteClients,
  events: Pick<Events, 'tell'>,
): Writes {
  return {
    reread: async ({ metadata: { namespace = '', name } }, abort) => {
      const resource = { group: 'apps', version: 'v1', plural: 'deployments', namespace };
      const call = { method: 'GET', path: resourcePath(resource, name) } as const;
      const read = await orRefused(
        `reading ${namespace}/${name}`,
        scaleApi.call<Deployment>(call, abort),
      );
      if (!('ok' in read)) return read;
      if (read.reason === 'notFound') return undefined;
      throw new Error(`reading ${namespace}/${name}: ${read.because}`);
    },
    scale: ({ metadata }, replicas, abort) => {
      const { namespace = '', name, resourceVersion = '' } = metadata;
      return scaleDeployment(scaleApi, { namespace, name, replicas, resourceVersion }, abort);
    },
    poolStatus: ({ metadata: { namespace = '', name } }, status, abort) => {
      const resource = { group, version, plural: 'workerpools', namespace };
      return applyStatus(api, { resource, kind: 'WorkerPool', name, status, fieldManager }, abort);
    },
    groupStatus: ({ metadata: { namespace = '', name } }, status, abort) => {
      const resource = { group, version, plural: 'capacitygroups', namespace };
      return applyStatus(
        api,
        { resource, kind: 'CapacityGroup', name, status, fieldManager },
        abort,
      );
    },
    tell: (kind, { metadata }, happening) => {
      const { namespace = '', name, uid } = metadata;
      const regarding = {
        apiVersion: `${group}/${version}`,
        kind,
        namespace,
        name,
        ...(uid !== undefined && { uid }),
      };
      events.tell({ ...happening, note: oneLine(happening.note), regarding });
    },
  };
}
