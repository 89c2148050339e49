import { isObject } from '../../../model/json.ts';
import type { WorkerPool } from '../../../model/worker-pool.ts';
import { type Context, complain } from '../../place.ts';
import { isOwnedLabel } from '../../values/labels.ts';
import { reportContainers } from './template-containers.ts';
import { reportShape } from './template-shape.ts';

/** Checks what a podTemplate says as if the policy had said it: its shape, what it may not touch, and its containers. */
export function reportTemplate(context: Context, { worker }: WorkerPool): void {
  const { podTemplate } = worker;
  if (podTemplate === undefined) return;
  reportShape(context, podTemplate);
  reportOwned(context, podTemplate);
  reportContainers(context, podTemplate, worker.security);
}

/** The labels that the selector of a Deployment is made of. */
const selecting = ['app.kubernetes.io/name', 'roster.dev/pool'];

function reportOwned(
  context: Context,
  { metadata, spec }: NonNullable<WorkerPool['worker']['podTemplate']>,
): void {
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
      { at: 'key', help: 'use `spec.worker.priorityClass` or `spec.group`' },
    );
  }
}
