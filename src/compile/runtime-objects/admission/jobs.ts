import type { RequestedJob } from '../../../model/requested-job.ts';
import { type JobLimits, jobLimits } from './job-limits.ts';
import { type Confinement, quote, quoteAll, type Validation } from './policy.ts';

/** So many templates to an expression: CEL reads none above 100,000 characters. */
const perVariable = 50;

/** A Job of the runtime's is one of a JobTemplate, and is made of nothing that the template has not. */
export function jobsConfined(jobs: readonly RequestedJob[]): Confinement {
  const tables = tablesOf(jobs);
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
      expression: `variables.containers.all(one, (one.name == 'worker' && variables.limits.images.exists(pattern, one.image.matches(pattern))) || one.image in variables.limits.beside)`,
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
      expression:
        'variables.volumes.all(one, !has(one.hostPath) || one.hostPath.path in variables.limits.hostPaths)',
      message: 'a volume is a path of the host that the JobTemplate does not name',
    },
    {
      expression: secretsExpression,
      message: 'a Secret is read that the JobTemplate does not name',
    },
  ];
}

const secretsExpression = [
  "variables.volumes.all(one, !has(one.secret) || one.secret.?secretName.orValue('') in variables.limits.secrets)",
  "variables.volumes.all(one, one.?projected.?sources.orValue([]).all(part, !has(part.secret) || part.secret.?name.orValue('') in variables.limits.secrets))",
  "variables.containers.all(one, one.?env.orValue([]).all(each, !has(each.valueFrom) || !has(each.valueFrom.secretKeyRef) || each.valueFrom.secretKeyRef.?name.orValue('') in variables.limits.secrets))",
  "variables.containers.all(one, one.?envFrom.orValue([]).all(each, !has(each.secretRef) || each.secretRef.?name.orValue('') in variables.limits.secrets))",
].join(' && ');

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
] as const satisfies readonly (keyof JobLimits)[];

function tablesOf(jobs: readonly RequestedJob[]): readonly string[] {
  const entries = jobs.map((job) => {
    const limits = jobLimits(job);
    const written = limitFields.map((field) => `'${field}': ${quoteAll(limits[field])}`);
    return `${quote(`${job.namespace}/${job.name}`)}: {${written.join(', ')}}`;
  });
  const tables: string[] = [];
  for (let index = 0; index < entries.length; index += perVariable) {
    tables.push(`{${entries.slice(index, index + perVariable).join(', ')}}`);
  }
  return tables;
}
