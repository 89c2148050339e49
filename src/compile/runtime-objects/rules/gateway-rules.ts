import { select } from '../../rules/promql.ts';
import type { Rule } from '../../rules/rule.ts';
import { leaderRules } from './leader-rules.ts';
import { notReady } from './not-ready.ts';
import { series } from './series.ts';

/** Of a thousand requests one may fail by the gateway's fault. */
const budget = 0.001;

/**
 * What burns the budget of 30 days so fast that somebody has to look: 2 % of it in an hour, or 5 % in six. The short window
 * ends the alert soon after the errors end.
 */
const burns = [
  {
    alert: 'RosterGatewayFails',
    long: '1h',
    short: '5m',
    factor: 14.4,
    for: '2m',
    severity: 'critical',
  },
  {
    alert: 'RosterGatewayErrors',
    long: '6h',
    short: '30m',
    factor: 6,
    for: '15m',
    severity: 'warning',
  },
] as const;

/** What is promised of the gateway: that it answers, and that one replica looks after the clusters. */
export function gatewayRules(namespace: string): readonly Rule[] {
  const windows = burns.flatMap(({ short, long }) => [short, long]);
  return [
    ...windows.map((window) => errorRatio(window, namespace)),
    ...burns.map((burn) => burnsBudget(burn, namespace)),
    ...leaderRules('gateway', namespace),
    notReady('gateway', namespace),
  ];
}

function recordOf(window: string): string {
  return `roster:gateway_errors:ratio_rate${window}`;
}

function errorRatio(window: string, namespace: string): Rule {
  const all = series('roster_gateway_requests_total', namespace);
  const failed = all.replace('}', ', code=~"5.."}');
  const rateOf = (selector: string) => `sum(rate(${selector}[${window}]))`;
  return {
    record: recordOf(window),
    expr: `${rateOf(failed)}\n/ ${rateOf(all)}`,
    labels: { namespace },
  };
}

function burnsBudget(
  { alert, long, short, factor, severity, for: pending }: (typeof burns)[number],
  namespace: string,
): Rule {
  const limit = Number((factor * budget).toPrecision(6));
  const over = (window: string) => `${select(recordOf(window), { namespace })} > ${limit}`;
  return {
    alert,
    expr: `${over(long)}\nand\n${over(short)}`,
    for: pending,
    labels: { severity, namespace },
    annotations: {
      summary: `{{ $value | humanizePercentage }} of the requests to Roster's gateway in ${namespace} have failed over ${long}; one in a thousand may.`,
      description:
        'Look at the log of the gateway for what failed, and at whether the API server answers and the clusters behind it do.',
    },
  };
}
