import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { partOf } from '../import/part.ts';
import { isSame } from '../import/plain-form.ts';
import { hasOnly } from '../import/pod-probe.ts';
import { isProblem, type Problem } from './trigger.ts';

/** Kubernetes tries a Job six times more. */
const usualRetries = 6;

/** Reads what happens when an attempt of a Job fails; what a policy cannot say leaves the job out, since it decides what is done twice. */
export function readRetries(job: JsonObject, container: string): JsonObject | Problem {
  const { backoffLimit } = job;
  const limit = typeof backoffLimit === 'number' ? backoffLimit : usualRetries;
  const list = partOf(job, 'podFailurePolicy').rules;
  const all = Array.isArray(list) ? (list as readonly Json[]) : [];
  const isFirst = isDisruption(all[0]);
  const read = (isFirst ? all.slice(1) : all).map((rule) => readRule(rule, container));
  const problem = read.find(isProblem);
  if (problem !== undefined) return problem;
  return {
    retries: {
      limit,
      ...(!isFirst && { disruptions: 'count' }),
      ...(read.length > 0 && { rules: read as readonly JsonObject[] }),
    },
  };
}

function isDisruption(rule: Json | undefined): boolean {
  if (!isObject(rule) || rule.action !== 'Ignore') return false;
  const conditions = rule.onPodConditions as Json | undefined;
  return [{ type: 'DisruptionTarget' }, { type: 'DisruptionTarget', status: 'True' }].some((one) =>
    isSame(conditions, [one]),
  );
}

const actions: Readonly<Record<string, string>> = {
  Count: 'retry',
  FailJob: 'fail',
  Ignore: 'ignore',
};

function readRule(rule: Json, container: string): JsonObject | Problem {
  const unsaid = { problem: 'its podFailurePolicy has a rule that a policy cannot say' };
  if (!hasOnly(rule, ['action', 'onExitCodes'])) return unsaid;
  const action = actions[String(rule.action)];
  const { containerName, operator, values } = partOf(rule, 'onExitCodes');
  const isOwn = containerName === undefined || containerName === container;
  if (action === undefined || !isOwn || !Array.isArray(values)) return unsaid;
  return { [operator === 'NotIn' ? 'notExitCodes' : 'exitCodes']: values, action };
}
