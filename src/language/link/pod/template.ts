import type { Environment } from '../../../model/environment.ts';
import { isObject } from '../../../model/json.ts';
import type { Pod } from '../../../model/pod.ts';
import { type Context, complain, fieldName } from '../../place.ts';
import { isOwnedLabel } from '../../values/labels.ts';
import { listsOf } from './containers.ts';
import type { PodPolicy } from './pod-policy.ts';
import { reportContainers } from './template-containers.ts';
import { reportShape } from './template-shape.ts';

/** Checks what a podTemplate says as if the policy had said it: its shape, what it may not touch, and its containers. */
export function reportTemplate(
  context: Context,
  policy: PodPolicy,
  environment: Environment,
): void {
  const { podTemplate, security } = policy.worker;
  if (podTemplate === undefined) return;
  const lists = listsOf(context, policy.worker, environment);
  reportShape(context, podTemplate, policy, lists);
  reportOwned(context, podTemplate);
  reportContainers(context, podTemplate, security, lists);
}

/** The labels that the selector of a Deployment is made of. */
const selecting = ['app.kubernetes.io/name', 'roster.dev/pool'];

function reportOwned(context: Context, { metadata, spec }: NonNullable<Pod['podTemplate']>): void {
  const labels =
    isObject(metadata) && isObject(metadata.labels) ? Object.keys(metadata.labels) : [];
  for (const label of labels.filter(isOwnedLabel)) {
    complain(
      context,
      'podtemplate-owned',
      ['worker', 'podTemplate', 'metadata', 'labels', label],
      (field) =>
        `${field} is set by Roster${selecting.includes(label) ? ', since the selector is built on it' : ' itself'}`,
      { at: 'key', help: 'remove it' },
    );
  }
  if (isObject(spec) && spec.priorityClassName !== undefined) {
    complain(
      context,
      'podtemplate-owned',
      ['worker', 'podTemplate', 'spec', 'priorityClassName'],
      (field) => `${field} decides which quota counts the pod`,
      {
        at: 'key',
        help: `use \`${fieldName(context, ['worker', 'priorityClass'])}\` or \`spec.group\``,
      },
    );
  }
}
