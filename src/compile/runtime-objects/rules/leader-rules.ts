import type { Rule } from '../../rules/rule.ts';
import { type ComponentName, nameOf } from '../component.ts';
import { series } from './series.ts';

interface Wording {
  /** What the names of the alerts begin with. */
  readonly alert: string;
  /** What nobody does while no replica leads, and what goes on. */
  readonly lost: string;
  readonly kept: string;
}

const wording: Readonly<Record<ComponentName, Wording>> = {
  controller: {
    alert: 'Roster',
    lost: 'nothing is scaled',
    kept: 'Every pool stays as it is meanwhile; no worker is lost.',
  },
  gateway: {
    alert: 'RosterGateway',
    lost: 'no cluster starts, changes or ends',
    kept: 'Clusters that run go on meanwhile.',
  },
};

/** What is promised of each component: that exactly one of its replicas leads. Both export the same series. */
export function leaderRules(component: ComponentName, namespace: string): readonly Rule[] {
  return [noLeader(component, namespace), severalLeaders(component, namespace)];
}

function leaders(component: ComponentName, namespace: string): string {
  return `sum(${series('roster_leader', namespace, { component })})`;
}

function noLeader(component: ComponentName, namespace: string): Rule {
  const count = leaders(component, namespace);
  const { alert, lost, kept } = wording[component];
  return {
    alert: `${alert}NoLeader`,
    expr: `${count} < 1\nor\nabsent(${count})`,
    for: '2m',
    labels: { severity: 'critical', namespace },
    annotations: {
      summary: `No replica of Roster's ${component} in ${namespace} has led for 2m: ${lost}.`,
      description: `Look at whether its pods run, at their logs, at the Lease ${nameOf(component)}, and at whether the API server answers. ${kept}`,
    },
  };
}

/** A takeover has two for as long as a scrape is old. */
function severalLeaders(component: ComponentName, namespace: string): Rule {
  return {
    alert: `${wording[component].alert}SeveralLeaders`,
    expr: `${leaders(component, namespace)} > 1`,
    for: '2m',
    labels: { severity: 'critical', namespace },
    annotations: {
      summary: `{{ $value }} replicas of Roster's ${component} in ${namespace} have led at once for 2m.`,
      description: `Each write is checked against what it was decided on, so that they cannot undo each other unseen. Look at the clocks of their nodes and at the Lease ${nameOf(component)}, then delete one of the pods.`,
    },
  };
}
