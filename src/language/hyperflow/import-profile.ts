import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { policyText } from '../import/policy-text.ts';
import { chartScaling, workerTemplate } from './template.ts';

/** The name of the Profile that imported pools take up. */
export const profileName = 'hyperflow-worker';

const spec = {
  worker: workerTemplate,
  engine: 'keda',
  scaling: chartScaling,
} as const satisfies JsonObject;

/** Writes the Profile with what the operator's templates give every pool. */
export function profileText(): string {
  const policy = {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'Profile',
    metadata: { name: profileName },
    spec,
  };
  return policyText(policy, {
    head: "What HyperFlow's operator gives every worker.",
    above: [
      [
        ['spec', 'worker', 'security'],
        "HyperFlow's images run as root; take away what yours does not need.",
      ],
      [['spec', 'worker', 'rollout'], 'The defaults of a Deployment, as the operator leaves them.'],
      [
        ['spec', 'scaling', 'hold'],
        'The operator waits as long before the last worker goes; others it takes at once, busy or not.',
      ],
    ],
  });
}

/** Leaves of a pool's spec what the Profile does not say already. */
export function withoutProfile(whole: JsonObject): JsonObject {
  return minus(whole, spec);
}

function minus(whole: JsonObject, part: JsonObject): JsonObject {
  const rest: Record<string, Json> = {};
  for (const [key, value = null] of Object.entries(whole)) {
    const other = part[key];
    if (isObject(value) && isObject(other)) {
      const below = minus(value as JsonObject, other as JsonObject);
      if (Object.keys(below).length > 0) rest[key] = below;
    } else if (JSON.stringify(value) !== JSON.stringify(other)) rest[key] = value;
  }
  return rest;
}
