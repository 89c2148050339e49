import type { Series } from '../rules/promtool.ts';

/** One alert of the runtime on one world. */
export interface RuleCase {
  readonly name: string;
  readonly alert: string;
  readonly series: readonly Series[];
  readonly at: string;
  /** The summary when it fires. */
  readonly fires: string | false;
  /** Labels that come from the series. */
  readonly labels?: Readonly<Record<string, string>>;
}

const pod = (metric: string, labels: string, values: string): Series => ({
  series: `${metric}{namespace="roster", ${labels}}`,
  values,
});
const leader = (of: string, values: string, component = 'controller') =>
  pod('roster_leader', `component="${component}", pod="${of}"`, values);
const deployment = (metric: string, values: string, name = 'roster-controller'): Series =>
  pod(`kube_deployment_${metric}`, `deployment="${name}"`, values);
const reconciles = (errors: string): readonly Series[] => [
  pod('roster_reconcile_duration_seconds_count', 'controller="pools"', '0+10x400'),
  pod('roster_reconcile_errors_total', 'controller="pools"', errors),
];
const reads = (errors: string, oks: string): readonly Series[] => [
  pod('roster_signal_reads_total', 'source="rabbitmq", result="error"', errors),
  pod('roster_signal_reads_total', 'source="rabbitmq", result="ok"', oks),
];
const latency = (below: string): readonly Series[] => [
  pod('roster_scale_latency_seconds_bucket', 'le="0.5"', below),
  pod('roster_scale_latency_seconds_bucket', 'le="1"', below),
  pod('roster_scale_latency_seconds_bucket', 'le="2"', '0+100x400'),
  pod('roster_scale_latency_seconds_bucket', 'le="+Inf"', '0+100x400'),
];
const requests = (failed: string, answered = '0+1000x2000'): readonly Series[] => [
  pod('roster_gateway_requests_total', 'dialect="dask", code="500"', failed),
  pod('roster_gateway_requests_total', 'dialect="dask", code="200"', answered),
];

const noLeader = "No replica of Roster's controller in roster has led for 2m: nothing is scaled.";

export const ruleCases: readonly RuleCase[] = [
  {
    name: 'two replicas of which none leads',
    alert: 'RosterNoLeader',
    series: [leader('a', '0x100'), leader('b', '0x100')],
    at: '5m',
    fires: noLeader,
  },
  { name: 'no replica at all', alert: 'RosterNoLeader', series: [], at: '5m', fires: noLeader },
  {
    name: 'a takeover of a minute',
    alert: 'RosterNoLeader',
    series: [leader('a', '1x20 0x4 0x100'), leader('b', '0x20 0x4 1x100')],
    at: '7m',
    fires: false,
  },
  {
    name: 'two that lead for long',
    alert: 'RosterSeveralLeaders',
    series: [leader('a', '1x100'), leader('b', '1x100')],
    at: '5m',
    fires: "2 replicas of Roster's controller in roster have led at once for 2m.",
  },
  {
    name: 'one that leads',
    alert: 'RosterSeveralLeaders',
    series: [leader('a', '1x100'), leader('b', '0x100')],
    at: '5m',
    fires: false,
  },
  {
    name: 'a leader of the controller and one of the gateway',
    alert: 'RosterSeveralLeaders',
    series: [leader('a', '1x100'), leader('b', '1x100', 'gateway')],
    at: '5m',
    fires: false,
  },
  {
    name: 'a gateway without a leader beside a controller with one',
    alert: 'RosterGatewayNoLeader',
    series: [leader('a', '1x100'), leader('b', '0x100', 'gateway')],
    at: '5m',
    fires:
      "No replica of Roster's gateway in roster has led for 2m: no cluster starts, changes or ends.",
  },
  {
    name: 'a gateway with a leader',
    alert: 'RosterGatewayNoLeader',
    series: [leader('a', '0x100', 'gateway'), leader('b', '1x100', 'gateway')],
    at: '5m',
    fires: false,
  },
  {
    name: 'two that lead the gateway for long',
    alert: 'RosterGatewaySeveralLeaders',
    series: [leader('a', '1x100', 'gateway'), leader('b', '1x100', 'gateway')],
    at: '5m',
    fires: "2 replicas of Roster's gateway in roster have led at once for 2m.",
  },
  {
    name: 'a leader of the gateway and one of the controller',
    alert: 'RosterGatewaySeveralLeaders',
    series: [leader('a', '1x100', 'gateway'), leader('b', '1x100')],
    at: '5m',
    fires: false,
  },
  {
    name: 'a replica that does not become ready',
    alert: 'RosterRuntimeNotReady',
    series: [deployment('spec_replicas', '2x100'), deployment('status_replicas_ready', '1x100')],
    at: '20m',
    fires: 'roster/roster-controller has lacked 1 of its replicas for 15m.',
  },
  {
    name: 'an update',
    alert: 'RosterRuntimeNotReady',
    series: [
      deployment('spec_replicas', '2x100'),
      deployment('status_replicas_ready', '2x40 1x10 2x100'),
    ],
    at: '12m',
    fires: false,
  },
  {
    name: 'one reconcile in ten fails',
    alert: 'RosterReconcileErrors',
    series: reconciles('0+1x400'),
    at: '40m',
    labels: { controller: 'pools' },
    fires:
      'What the controller pools of Roster in roster does ends in an error in 10% of all cases.',
  },
  {
    name: 'one reconcile in a hundred fails',
    alert: 'RosterReconcileErrors',
    series: reconciles('0+0.1x400'),
    at: '40m',
    fires: false,
  },
  {
    name: 'a source that is away',
    alert: 'RosterSignalReadsFail',
    series: reads('0+1x400', '0x400'),
    at: '40m',
    labels: { source: 'rabbitmq' },
    fires: '100% of the reads of rabbitmq by Roster in roster fail.',
  },
  {
    name: 'a source that fails now and then',
    alert: 'RosterSignalReadsFail',
    series: reads('0+1x400', '0+4x400'),
    at: '40m',
    fires: false,
  },
  {
    name: 'a source that nobody reads',
    alert: 'RosterSignalReadsFail',
    series: reads('0x400', '0x400'),
    at: '40m',
    fires: false,
  },
  {
    name: 'one change in twenty takes two seconds',
    alert: 'RosterScalesSlowly',
    series: latency('0+95x400'),
    at: '60m',
    fires:
      'One change of a pool in a hundred takes Roster in roster longer than 1.8s; the aim is 1s.',
  },
  {
    name: 'all changes take half a second',
    alert: 'RosterScalesSlowly',
    series: latency('0+100x400'),
    at: '60m',
    fires: false,
  },
  {
    name: 'one request in twenty fails for an hour',
    alert: 'RosterGatewayFails',
    series: requests('0+50x2000', '0+950x2000'),
    at: '70m',
    fires:
      "5% of the requests to Roster's gateway in roster have failed over 1h; one in a thousand may.",
  },
  {
    name: 'errors that have ended',
    alert: 'RosterGatewayFails',
    series: requests('0+50x200 10000x60', '0+950x400'),
    at: '64m',
    fires: false,
  },
  {
    name: 'one request in a hundred fails for hours',
    alert: 'RosterGatewayErrors',
    series: requests('0+10x2000', '0+990x2000'),
    at: '400m',
    fires:
      "1% of the requests to Roster's gateway in roster have failed over 6h; one in a thousand may.",
  },
  {
    name: 'a request in a thousand',
    alert: 'RosterGatewayErrors',
    series: requests('0+1x2000', '0+999x2000'),
    at: '400m',
    fires: false,
  },
  {
    name: 'no request at all',
    alert: 'RosterGatewayErrors',
    series: requests('0x2000', '0x2000'),
    at: '400m',
    fires: false,
  },
];
