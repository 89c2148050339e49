import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import type { Source } from '../../model/source.ts';
import type { Draft } from '../import/draft.ts';
import { partOf } from '../import/part.ts';
import { policyText } from '../import/policy-text.ts';

/** What `workerController` limits for all models together, as a CapacityGroup that the pools join. */
export interface OasisGroup {
  /** Absent: nothing is limited, or no group can say it. */
  readonly group?: { readonly name: string; readonly source: Source };
  readonly notes: readonly string[];
}

/** What the platform's chart has for `totalWorkerLimit`; 0 and nothing switch it off. */
const chartLimit = 10;

const name = 'oasis-models';

/** Reads the limits of the chart's controller for pools with these drafts. */
export function readOasisGroup(
  values: JsonObject,
  drafts: readonly Draft[],
  namespace: string | undefined,
): OasisGroup {
  const controller = partOf(values, 'workerController');
  const levels = countOf(partOf(controller, 'priority').modelsLimit);
  const isGiven = controller.totalWorkerLimit !== undefined;
  const total = isGiven ? countOf(controller.totalWorkerLimit) : levels && chartLimit;
  if (total === undefined)
    return {
      notes:
        levels === undefined
          ? []
          : [
              `\`workerController.priority.modelsLimit\` became nothing, since no limit goes with it: write a CapacityGroup with \`priorityLevels: ${levels}\` and the \`quota\` that the workers may have, and have the pools join it`,
            ],
    };
  const floors = drafts.reduce((sum, draft) => sum + floorOf(draft), 0);
  if (floors > total)
    return {
      notes: [
        `\`workerController.totalWorkerLimit\` became nothing: the models are to have at least ${floors} workers together, and the limit is ${total}; lower \`min\` of the pools and write a CapacityGroup with \`quota: {pods: ${total}}\``,
      ],
    };
  return {
    group: { name, source: groupSource(total, levels, namespace) },
    notes: [
      ...(isGiven
        ? []
        : [
            `\`workerController.totalWorkerLimit\` is not in the values: the ${chartLimit} of the platform's chart became \`quota: {pods: ${chartLimit}}\` of CapacityGroup \`${name}\``,
          ]),
      `the pools of CapacityGroup \`${name}\` get a PriorityClass, by which the quota counts their pods; it is no priority over others`,
    ],
  };
}

function groupSource(
  pods: number,
  priorityLevels: number | undefined,
  namespace: string | undefined,
): Source {
  const policy = {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'CapacityGroup',
    metadata: { name, ...(namespace !== undefined && { namespace }) },
    spec: { quota: { pods }, ...(priorityLevels !== undefined && { priorityLevels }) },
  };
  return {
    path: namespace === undefined ? `${name}.yaml` : `${namespace}/${name}.yaml`,
    text: policyText(policy, { head: 'What all models may have together.' }),
  };
}

function countOf(value: Json | undefined): number | undefined {
  const count = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof count === 'number' && Number.isInteger(count) && count > 0 ? count : undefined;
}

function floorOf({ spec: { scaling } }: Draft): number {
  const min = isObject(scaling) ? (scaling as JsonObject).min : undefined;
  return countOf(min) ?? 0;
}
