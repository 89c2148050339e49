import type { JsonObject } from '../../model/json.ts';
import type { HyperflowPool } from './pool.ts';
import { workDir } from './template.ts';

/**
 * The pod environment in the operator's order; a user's own variables replace those of the same name and follow
 * otherwise. What the operator does not have comes last.
 */
export function environmentVariables(pool: HyperflowPool): readonly JsonObject[] {
  const own = new Map<string, JsonObject>(pool.env.map((variable) => [variable.name, variable]));
  const given = builtIn(pool).map((variable) => own.get(variable.name) ?? variable);
  const names = new Set(given.map(({ name }) => name));
  const others = [...own.values()].filter(({ name }) => !names.has(name));
  return [...given, ...others, ...(own.has(retries.name) ? [] : [retries])];
}

type Variable = JsonObject & { readonly name: string };

/** The name that the job executor reads; the operator's own, HF_VAR_NUM_RETRIES, has no effect. */
const retries: Variable = { name: 'HF_VAR_NUMBER_OF_RETRIES', value: '1' };

function builtIn({ queue, rabbitHostname, redisUrl }: HyperflowPool): readonly Variable[] {
  return [
    { name: 'QUEUE_NAME', value: queue },
    { name: 'RABBIT_HOSTNAME', value: rabbitHostname },
    { name: 'REDIS_URL', value: redisUrl },
    { name: 'RABBIT_PREFETCH_SIZE', value: '1' },
    { name: 'HF_VAR_WORK_DIR', value: workDir },
    { name: 'HF_VAR_WAIT_FOR_INPUT_FILES', value: '0' },
    { name: 'HF_VAR_NUM_RETRIES', value: '1' },
    field('HF_LOG_NODE_NAME', 'spec.nodeName'),
    field('HF_LOG_POD_NAME', 'metadata.name'),
    field('HF_LOG_POD_NAMESPACE', 'metadata.namespace'),
    field('HF_LOG_POD_IP', 'status.podIP'),
    field('HF_LOG_POD_SERVICE_ACCOUNT', 'spec.serviceAccountName'),
    { name: 'HF_VAR_FS_MONIT_ENABLED', value: '0' },
    { name: 'HF_VAR_FS_MONIT_COMMAND', value: 'ls -l' },
    { name: 'HF_VAR_FS_MONIT_PATH_PATTERN', value: `${workDir}/*` },
  ];
}

function field(name: string, fieldPath: string): Variable {
  return { name, valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath } } };
}
