import { isDeepStrictEqual } from 'node:util';
import type { PoolStatus } from '../../../src/runtime/controller/status/pool-status.ts';
import { writesIn } from '../../testbed/audit.ts';
import type { ApiObject } from '../../testbed/client/api-object.ts';
import { unlessRefused } from '../../testbed/client/api-refusal.ts';
import { until } from '../../testbed/until.ts';
import type { Stage } from './stage.ts';

/** What is to be seen on a stage, all of it through the API server. */
export interface Seen {
  /** An object of the policies' namespace by its plural, `pods` or `workerpools`; undefined where there is none. */
  readonly read: (plural: string, name: string) => Promise<ApiObject | undefined>;
  readonly list: (plural: string) => Promise<readonly ApiObject[]>;
  /** `spec.replicas` of a Deployment. */
  readonly replicas: (name: string) => Promise<number | undefined>;
  readonly untilReplicas: (name: string, count: number) => Promise<void>;
  readonly status: (pool: string) => Promise<PoolStatus>;
  /** Waits until the status of a pool has these fields, and gives it. */
  readonly untilStatus: (pool: string, fields: Partial<PoolStatus>) => Promise<PoolStatus>;
  /** A condition as `True Fresh`, or `none`. */
  readonly condition: (pool: string, type: string) => Promise<string>;
  readonly untilCondition: (pool: string, type: string, expected: string) => Promise<void>;
  /** Annotates a pool, as `kubectl annotate` does; null takes it away. */
  readonly annotate: (
    pool: string,
    annotations: Readonly<Record<string, string | null>>,
  ) => Promise<void>;
  /**
   * What controllers wrote so far in the policies' namespace but for Events, in order, as `patch deployments/a/scale`; with
   * the status behind it where it was refused.
   */
  readonly writes: () => Promise<readonly string[]>;
  /** Each kind of thing that controllers were refused as forbidden: `list capacitygroups`. */
  readonly forbidden: () => Promise<readonly string[]>;
  /** Reason and note of each Event about a pool. */
  readonly events: (
    pool: string,
  ) => Promise<readonly { readonly reason: string; readonly note: string }[]>;
  /** Waits for an Event about a pool with this reason, and gives its note: Events come some time after what they tell of. */
  readonly untilEvent: (pool: string, reason: string) => Promise<string>;
}

const groups: Readonly<Record<string, string>> = {
  pods: '/api/v1',
  resourcequotas: '/api/v1',
  configmaps: '/api/v1',
  deployments: '/apis/apps/v1',
  replicasets: '/apis/apps/v1',
  workerpools: '/apis/roster.dev/v1alpha1',
  capacitygroups: '/apis/roster.dev/v1alpha1',
  events: '/apis/events.k8s.io/v1',
  horizontalpodautoscalers: '/apis/autoscaling/v2',
  scaledobjects: '/apis/keda.sh/v1alpha1',
};

export function createSeen({
  bed,
  api,
  namespace,
  home,
}: Pick<Stage, 'bed' | 'api' | 'namespace' | 'home'>): Seen {
  const pathOf = (plural: string) => `${groups[plural]}/namespaces/${namespace}/${plural}`;
  const read: Seen['read'] = (plural, name) =>
    unlessRefused(
      404,
      api.call({ method: 'GET', path: `${pathOf(plural)}/${name}` }) as Promise<ApiObject>,
    );
  const list: Seen['list'] = async (plural) => {
    const { items } = (await api.call({ method: 'GET', path: pathOf(plural) })) as {
      readonly items: readonly ApiObject[];
    };
    return items;
  };
  const replicas: Seen['replicas'] = async (name) => {
    const found = await read('deployments', name);
    return (found?.spec as { readonly replicas?: number } | undefined)?.replicas;
  };
  const status: Seen['status'] = async (pool) =>
    ((await read('workerpools', pool))?.status ?? {}) as PoolStatus;
  const condition: Seen['condition'] = async (pool, type) => {
    const found = (await status(pool)).conditions?.find((one) => one.type === type);
    return found === undefined ? 'none' : `${found.status} ${found.reason}`;
  };
  const events: Seen['events'] = async (pool) =>
    (await list('events'))
      .filter(({ regarding }) =>
        isDeepStrictEqual(regarding, { ...(regarding as object), kind: 'WorkerPool', name: pool }),
      )
      .map(({ reason, note }) => ({ reason: String(reason), note: String(note) }));
  const own = async () => {
    const user = `system:serviceaccount:${home}:roster-controller`;
    return (await bed.audit()).filter((one) => one.user.username === user);
  };
  return {
    ...{ read, list, replicas, status, condition },
    untilReplicas: async (name, count) => {
      await until(`${name} has ${count} replicas`, async () => (await replicas(name)) === count);
    },
    untilStatus: async (pool, fields) => {
      let found: PoolStatus = {};
      const look = async () => {
        found = await status(pool);
        return isDeepStrictEqual(found, { ...found, ...fields }) ? found : undefined;
      };
      try {
        return await until(`the status of ${pool} is ${JSON.stringify(fields)}`, look);
      } catch (cause) {
        throw new Error(`the status of ${pool} is ${JSON.stringify(found)}`, { cause });
      }
    },
    untilCondition: async (pool, type, expected) => {
      await until(
        `${type} of ${pool} is ${expected}`,
        async () => (await condition(pool, type)) === expected,
      );
    },
    annotate: async (pool, annotations) => {
      await api.call({
        method: 'PATCH',
        path: `${pathOf('workerpools')}/${pool}`,
        type: 'application/merge-patch+json',
        body: { metadata: { annotations } },
      });
    },
    writes: async () =>
      writesIn(await own())
        .filter(({ objectRef }) => objectRef?.namespace === namespace)
        .filter(({ objectRef }) => objectRef?.resource !== 'events')
        .map(describeWrite),
    forbidden: async () => {
      const refused = (await own()).filter(({ responseStatus }) => responseStatus?.code === 403);
      return [...new Set(refused.map(({ verb, objectRef }) => `${verb} ${nameOf(objectRef)}`))];
    },
    events,
    untilEvent: (pool, reason) =>
      until(`an Event ${reason} about ${pool}`, async () => {
        return (await events(pool)).find((one) => one.reason === reason)?.note;
      }),
  };
}

type Event = ReturnType<typeof writesIn>[number];

function describeWrite({ verb, objectRef, responseStatus }: Event): string {
  const code = responseStatus?.code ?? 0;
  return `${verb} ${nameOf(objectRef)}${code < 400 ? '' : ` ${code}`}`;
}

function nameOf({ resource, name, subresource }: Partial<NonNullable<Event['objectRef']>> = {}) {
  return [resource, name, subresource].filter((part) => part !== undefined).join('/');
}
