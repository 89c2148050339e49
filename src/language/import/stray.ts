import { isObject } from '../../model/json.ts';
import type { Item } from './read-items.ts';

/** What of our language takes the place of objects that no import reads. */
const instead: ReadonlyMap<unknown, string> = new Map([
  ['NetworkPolicy', 'write `network` in the pool'],
  ['PodMonitor', 'write `metrics` in the pool'],
  ['ServiceMonitor', 'write `metrics` in the pool'],
  ['PrometheusRule', 'a pool has alerts of its own'],
  ['CronJob', 'write a JobTemplate with `trigger.schedule`'],
  ['Job', 'write a JobTemplate with `trigger.once`'],
  ['ResourceQuota', 'write a CapacityGroup'],
]);

/** Tells a person of an object that no policy comes of, and what to write instead where there is something. */
export function strayNote({ value, document: { source, line } }: Item): string {
  const kind = isObject(value) ? value.kind : undefined;
  const what = typeof kind === 'string' ? `a ${kind}` : 'a document that is no Kubernetes object';
  const remedy = instead.get(kind);
  return remedy === undefined
    ? `${source.path}:${line}: ${what} has no counterpart in policies and is left out`
    : `${source.path}:${line}: ${what} is not imported and stays as it is: ${remedy}`;
}
