import type { JsonObject } from '../../model/json.ts';
import { jobTemplate } from '../schema/job-template.ts';
import { type JsonSchema, plainSchema } from '../schema/json-schema.ts';
import { definition } from './definition.ts';
import { jobTemplateChecks } from './rules/job-template.ts';
import { jobStatus } from './status.ts';

/** The CustomResourceDefinition of JobTemplate. */
export function jobTemplateDefinition(): JsonObject {
  return definition({
    policy: withCompiled(plainSchema(jobTemplate)),
    checks: jobTemplateChecks,
    status: jobStatus,
    kind: 'JobTemplate',
    shortName: 'jt',
    columns: [
      { name: 'Trigger', type: 'string', jsonPath: '.spec.compiled.trigger' },
      { name: 'Suspended', type: 'boolean', jsonPath: '.spec.suspend' },
      { name: 'Active', type: 'integer', jsonPath: '.status.active' },
      { name: 'Last-Succeeded', type: 'date', jsonPath: '.status.lastSucceeded' },
      { name: 'Last-Failed', type: 'date', jsonPath: '.status.lastFailed' },
    ],
  });
}

/** What the compiler adds for the runtime, which has no compiler; a policy cannot write it. */
function withCompiled(policy: JsonSchema): JsonSchema {
  const { spec, ...others } = policy.properties ?? {};
  const compiled: JsonSchema = {
    type: 'object',
    description: 'What Roster made of the policy for its runtime; nobody writes it by hand.',
    properties: {
      trigger: {
        type: 'string',
        description: 'What starts the work, in a word or two.',
      },
      parameters: {
        type: 'object',
        description: 'What the parameters of a request must be, as JSON Schema, draft 2020-12.',
        'x-verbatim': true,
      },
      job: {
        type: 'object',
        description: 'The labels and the spec of the Jobs, before a request gives its values.',
        'x-verbatim': true,
      },
    },
  };
  const properties = { ...spec?.properties, compiled };
  return { ...policy, properties: { ...others, spec: { ...spec, properties } } };
}
