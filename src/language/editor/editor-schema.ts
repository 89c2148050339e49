import type { JsonObject } from '../../model/json.ts';
import { apiVersion } from '../schema/api-version.ts';
import { capacityGroup } from '../schema/capacity-group.ts';
import { clusterTemplate } from '../schema/cluster-template.ts';
import { environment } from '../schema/environment.ts';
import { jobTemplate } from '../schema/job-template.ts';
import {
  type JsonSchema,
  type JsonSchemas,
  mapChildren,
  mapValues,
  plainSchema,
} from '../schema/json-schema.ts';
import { kinds } from '../schema/kinds.ts';
import { partial } from '../schema/partial.ts';
import { profile, profileSpec } from '../schema/profile.ts';
import { workerPool, workerPoolSpec } from '../schema/worker-pool.ts';
import { branch } from './branches.ts';
import { forEditor } from './fields.ts';
import { hyperflowPool } from './hyperflow.ts';
import { poolDefinitions } from './pool.ts';
import { shareDefinitions } from './share-definitions.ts';
import { editorSnippets } from './snippets.ts';

const hyperflowVersion = 'hyperflow.agh.edu.pl/v1';

/**
 * Makes one JSON Schema of all kinds, for editors. It is looser than the checker: a policy with a profile may leave
 * anything out, and rules across fields and files are not in it.
 */
export function makeEditorSchema(): JsonObject {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://roster.dev/schema/v1alpha1.json',
    title: 'Roster policy',
    description: 'A policy of Roster, or a WorkerPool of HyperFlow.',
    type: 'object',
    required: ['apiVersion', 'kind'],
    properties: {
      apiVersion: {
        description: 'Version of the policy language.',
        enum: [apiVersion, hyperflowVersion],
      },
      kind: { description: 'Kind of the policy.', enum: kinds },
    },
    defaultSnippets: editorSnippets,
    allOf: [
      ...kinds.map((kind) => branch({ apiVersion, kind }, ['kind'], { $ref: `#/$defs/${kind}` })),
      branch({ apiVersion: hyperflowVersion }, ['apiVersion'], {
        properties: { kind: { const: 'WorkerPool' } },
      }),
      branch({ apiVersion: hyperflowVersion, kind: 'WorkerPool' }, ['apiVersion', 'kind'], {
        $ref: '#/$defs/Hyperflow',
      }),
    ],
    $defs: definitions(),
  };
}

function definitions(): JsonObject {
  const whole = plainSchema(workerPoolSpec);
  const part = plainSchema(partial(workerPoolSpec));
  const shared = new Map([
    [JSON.stringify(whole), '#/$defs/PoolSpec'],
    [JSON.stringify(part), '#/$defs/PoolPart'],
    [JSON.stringify(profileSpec), '#/$defs/ProfileSpec'],
  ]);
  const policies = {
    WorkerPool: workerPool,
    CapacityGroup: capacityGroup,
    JobTemplate: jobTemplate,
    ClusterTemplate: clusterTemplate,
    Profile: profile,
  };
  const all: JsonSchemas = {
    ...mapValues({ ...policies, Environment: environment }, (one) =>
      document(withReferences(plainSchema(one), shared)),
    ),
    Hyperflow: document(hyperflowPool()),
    ...poolDefinitions(whole, part),
  };
  return shareDefinitions(mapValues(all, forEditor)) as JsonObject;
}

/** Writes a reference wherever one of the shared schemas, known by its text, stands in full. */
function withReferences(schema: JsonSchema, shared: ReadonlyMap<string, string>): JsonSchema {
  const pointer = shared.get(JSON.stringify(schema));
  if (pointer !== undefined) return { $ref: pointer };
  return mapChildren(schema, (child) => withReferences(child, shared));
}

/** What chose the branch is described and required at the top, once. */
function document({ properties = {}, required = [], ...rest }: JsonSchema): JsonSchema {
  return {
    ...rest,
    required: required.filter((field) => field !== 'apiVersion' && field !== 'kind'),
    properties: { ...properties, apiVersion: {}, kind: {} },
  };
}
