import type { RequestedJob } from '../../../model/requested-job.ts';
import { escalationExpression } from './escalation-expression.ts';
import { isImage } from './image-expression.ts';
import { type JobLimits, jobLimits } from './job-limits.ts';
import { type Confinement, quote, quoteAll, type Validation } from './policy.ts';
import { secretsExpression } from './secrets-expression.ts';
import { tablesOf } from './tables.ts';

/** A Job of the runtime's is one of a JobTemplate, and is made of nothing that the template has not. */
export function jobsConfined(jobs: readonly RequestedJob[]): Confinement {
  const tables = tablesOf(jobs.map(entryOf));
  return {
    what: 'jobs',
    components: ['controller', 'gateway'],
    apiGroup: 'batch',
    resources: ['jobs', 'jobs/*'],
    variables: [
      ...tables.map((expression, index) => ({ name: `templates${index}`, expression })),
      { name: 'isMade', expression: "request.operation in ['CREATE', 'UPDATE']" },
      { name: 'old', expression: `request.operation == 'CREATE' ? '' : ${keyOf('oldObject')}` },
      { name: 'key', expression: `variables.isMade ? ${keyOf('object')} : variables.old` },
      { name: 'limits', expression: limitsExpression(tables.length) },
      {
        name: 'containers',
        expression: `variables.isMade ? object.spec.template.spec.containers + object.spec.template.spec.?initContainers.orValue([]) : []`,
      },
      {
        name: 'volumes',
        expression: 'variables.isMade ? object.spec.template.spec.?volumes.orValue([]) : []',
      },
      {
        name: 'pullSecrets',
        expression:
          'variables.isMade ? object.spec.template.spec.?imagePullSecrets.orValue([]) : []',
      },
    ],
    validations: validations(tables.length),
  };
}

function validations(tables: number): readonly Validation[] {
  const isKnown = Array.from(
    { length: tables },
    (_, index) => `variables.key in variables.templates${index}`,
  );
  const spec = 'object.spec.template.spec';
  return [
    {
      expression: `(!has(request.subResource) || request.subResource == '') && (${isKnown.join(' || ')})`,
      message:
        'the runtime of Roster has to do with Jobs of JobTemplates that are asked for only: the label roster.dev/job-template names none',
    },
    {
      expression: "request.operation != 'UPDATE' || variables.old == variables.key",
      message: 'a Job does not change its JobTemplate',
    },
    {
      expression: `variables.containers.all(one, (one.name == 'worker' && ${isImage('one.image')} && variables.limits.images.exists(pattern, one.image.matches(pattern))) || one.image in variables.limits.beside)`,
      message: 'the image is not one that the JobTemplate allows',
    },
    {
      expression: `!variables.isMade || ${spec}.?serviceAccountName.orValue('default') in variables.limits.accounts`,
      message: 'the ServiceAccount is not that of the JobTemplate',
    },
    {
      expression: `!variables.isMade || [${['hostNetwork', 'hostPID', 'hostIPC'].map((field) => `${spec}.?${field}.orValue(false) && !('${field}' in variables.limits.host)`).join(', ')}].all(one, !one)`,
      message: "the Job shares the host's network or processes, and its JobTemplate does not",
    },
    {
      expression: `variables.containers.all(one, !one.?securityContext.?privileged.orValue(false) || 'privileged' in variables.limits.host)`,
      message: 'a container is privileged, and none of the JobTemplate is',
    },
    {
      expression: escalationExpression,
      message: 'a container may gain rights or capabilities that the JobTemplate does not give',
    },
    {
      expression: '!variables.isMade || !object.spec.?manualSelector.orValue(false)',
      message: 'a Job has to do with its own pods only',
    },
    {
      expression:
        'variables.volumes.all(one, !has(one.hostPath) || one.hostPath.path in variables.limits.hostPaths)',
      message: 'a volume is a path of the host that the JobTemplate does not name',
    },
    {
      expression: secretsExpression((name) => `${name} in variables.limits.secrets`),
      message: 'a Secret is read that the JobTemplate does not name',
    },
  ];
}

function keyOf(object: string): string {
  return `request.namespace + '/' + ${object}.metadata.?labels[?'roster.dev/job-template'].orValue('')`;
}

function limitsExpression(tables: number): string {
  let expression = `{${limitFields.map((field) => `'${field}': []`).join(', ')}}`;
  for (let index = tables - 1; index >= 0; index--) {
    const table = `variables.templates${index}`;
    expression = `variables.key in ${table} ? ${table}[variables.key] : ${expression}`;
  }
  return expression;
}

const limitFields = [
  'images',
  'beside',
  'accounts',
  'secrets',
  'hostPaths',
  'host',
  'capabilities',
] as const satisfies readonly (keyof JobLimits)[];

function entryOf(job: RequestedJob): string {
  const limits = jobLimits(job);
  const written = limitFields.map((field) => `'${field}': ${quoteAll(limits[field])}`);
  return `${quote(`${job.namespace}/${job.name}`)}: {${written.join(', ')}}`;
}
