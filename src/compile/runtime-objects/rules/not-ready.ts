import { select } from '../../rules/promql.ts';
import type { Rule } from '../../rules/rule.ts';
import { type ComponentName, nameOf } from '../component.ts';

/** A replica is missing; the others do its work. */
export function notReady(component: ComponentName, namespace: string): Rule {
  const deployment = nameOf(component);
  const labels = { namespace, deployment };
  const wanted = `max(${select('kube_deployment_spec_replicas', labels)})`;
  const ready = `max(${select('kube_deployment_status_replicas_ready', labels)})`;
  return {
    alert: 'RosterRuntimeNotReady',
    expr: `${wanted}\n- ${ready}\n> 0`,
    for: '15m',
    labels: { severity: 'warning', namespace, deployment },
    annotations: {
      summary: `${namespace}/${deployment} has lacked {{ $value }} of its replicas for 15m.`,
      description:
        'Look at its pods and their events: a Secret of a connection that is not in this namespace keeps them from starting, as do images that cannot be pulled and a lack of room.',
    },
  };
}
