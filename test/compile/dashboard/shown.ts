import { App } from 'cdk8s';
import { DashboardChart } from '../../../src/compile/dashboard/dashboard-chart.ts';
import type { Estate } from '../../../src/model/environment.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { capacityGroup, documentRef, environment, estate, workerPool } from '../../builders.ts';

export const grafana = {
  namespace: 'monitoring',
  labels: { grafana_dashboard: '1' },
  folder: 'Roster',
} as const;
const identity = {
  name: 'nightly',
  namespace: 'montage',
  writtenNamespace: 'montage',
  labels: {},
  annotations: {},
};
const provenance = { document: documentRef(), layers: [], derived: {} };
export const whole = estate({
  environment: environment({ grafana }),
  pools: [workerPool(), workerPool({ name: 'mdiff' })],
  groups: [capacityGroup()],
  jobs: [
    {
      kind: 'JobTemplate',
      ...identity,
      written: {},
      provenance,
    } as unknown as Estate['jobs'][number],
  ],
  clusters: [
    {
      kind: 'ClusterTemplate',
      ...identity,
      name: 'dask',
      written: {},
      provenance,
    } as unknown as Estate['clusters'][number],
  ],
});

export interface Dashboard {
  readonly uid: string;
  readonly panels: readonly {
    readonly id: number;
    readonly type: string;
    readonly title: string;
    readonly gridPos: {
      readonly h: number;
      readonly w: number;
      readonly x: number;
      readonly y: number;
    };
    readonly targets?: readonly { readonly expr: string }[];
  }[];
  readonly templating: {
    readonly list: readonly { readonly name: string; readonly query: string }[];
  };
}

export function objectOf(of: Estate): JsonObject | undefined {
  return new DashboardChart(new App(), of).manifests()[0]?.object;
}

export function textOf(of: Estate): string {
  const { data } = objectOf(of) as unknown as { readonly data: Readonly<Record<string, string>> };
  return Object.values(data)[0]!;
}

export function dashboardOf(of: Estate): Dashboard {
  return JSON.parse(textOf(of)) as Dashboard;
}

/** Every query, with what Grafana would put in for its variables. */
export function queriesOf(of: Estate, chosen = '.+'): readonly string[] {
  return dashboardOf(of)
    .panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr))
    .map((expr) => filledIn(expr, chosen));
}

export function filledIn(expr: string, chosen: string): string {
  return expr.replaceAll('$__rate_interval', '5m').replaceAll(/\$[a-z]+/g, chosen);
}
