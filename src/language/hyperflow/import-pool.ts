import type { Json, JsonObject } from '../../model/json.ts';
import { parseQuantity } from '../../model/quantity.ts';
import { inMebibytes, plainAmount } from '../import/amount.ts';
import { policyText } from '../import/policy-text.ts';
import { profileName, withoutProfile } from './import-profile.ts';
import type { ImportedGroup } from './import-quota.ts';
import type { Amounts, HyperflowPool } from './pool.ts';
import { translate } from './translate.ts';

/** What a pool of the operator becomes part of. */
export interface Membership {
  readonly group: ImportedGroup | undefined;
  /** Environment variables that read a Secret instead, by name. */
  readonly secrets: ReadonlyMap<string, JsonObject>;
  readonly file: string;
}

/** Writes a pool as a policy that takes up the Profile and gives the objects that the dialect gives. */
export function poolText(pool: HyperflowPool, { group, secrets, file }: Membership): string {
  const {
    alerts: _,
    disruption: __,
    worker,
    ...rest
  } = translate(pool) as { readonly worker: JsonObject } & JsonObject;
  const { priorityClass, env, resources: ___, image, selector, ...others } = worker;
  const full = {
    image,
    resources: resourcesOf(pool),
    env: (env as readonly JsonObject[]).map((variable) => withSecret(variable, secrets)),
    ...others,
    selector,
    ...(group === undefined && { priorityClass }),
    ...(group && !hasRoomForTwo(pool, group) && { rollout: oneByOne }),
  };
  const { name, namespace, labels, annotations } = pool;
  const policy = {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'WorkerPool',
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      ...(isFilled(labels) && { labels }),
      ...(isFilled(annotations) && { annotations }),
    },
    spec: {
      profile: profileName,
      ...(group && { group: group.name }),
      ...withoutProfile({ worker: full, ...rest }),
    },
  };
  const memory = ['spec', 'worker', 'resources', 'requests', 'memory'];
  const limit = ['spec', 'worker', 'resources', 'limits', 'memory'];
  return policyText(policy, {
    head: `From the WorkerPool ${name} of ${file.split('/').at(-1)}; its tasks are ${oneLine(pool.taskType)}.`,
    above: [
      [
        ['spec', 'worker', 'selector'],
        "The selector of the operator's Deployment, which cannot be changed.",
      ],
      [['spec', 'worker', 'rollout'], 'The quota has no room for a surge pod.'],
    ],
    behind: [
      [memory, inMebibytes(pool.requests.memory ?? '')],
      [limit, inMebibytes(pool.limits?.memory ?? '')],
    ].flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as [string[], string]])),
  });
}

/** Tells whether the group's quota can hold a worker and the pod that replaces it; without room a rollout would wait for ever. */
export function hasRoomForTwo(
  { requests, limits = {} }: HyperflowPool,
  { hard }: ImportedGroup,
): boolean {
  return [...hard].every(([resource, quota]) => {
    const [kind = '', name = ''] = resource.split(/\.(.*)/);
    const amount = (kind === 'limits' ? limits : requests)[name];
    const one =
      resource === 'pods'
        ? parseQuantity(1)
        : amount === undefined
          ? undefined
          : parseQuantity(amount);
    return one === undefined || one.nano * 2n <= quota.nano;
  });
}

const oneByOne = { maxSurge: 0, maxUnavailable: 1 };

function withSecret(variable: JsonObject, secrets: ReadonlyMap<string, JsonObject>): JsonObject {
  const valueFrom = secrets.get(String(variable.name));
  return valueFrom === undefined ? variable : { name: variable.name ?? '', valueFrom };
}

function resourcesOf({ requests, limits }: HyperflowPool): JsonObject {
  return { requests: plain(requests), ...(limits && { limits: plain(limits) }) };
}

function plain(amounts: Amounts): JsonObject {
  return Object.fromEntries(
    Object.entries(amounts).map(([name, amount]): [string, Json] => [name, plainAmount(amount)]),
  );
}

function isFilled(map: Readonly<Record<string, string>> | undefined): boolean {
  return map !== undefined && Object.keys(map).length > 0;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
}
