import { App } from 'cdk8s';
import type { Estate } from '../model/environment.ts';
import type { JsonObject } from '../model/json.ts';
import { compareText } from '../model/order.ts';
import type { Identity, WorkerPool } from '../model/worker-pool.ts';
import { CapacityGroupChart } from './capacity-group-chart.ts';
import { EnvironmentChart } from './environment-chart.ts';
import type { Manifest } from './manifest.ts';
import { WorkerPoolChart } from './worker-pool-chart.ts';

/**
 * Makes the Kubernetes objects of an estate: a function of its arguments, whatever the order of the policies.
 * `crds` are the finished definitions of our custom resources; they are rendered where the runtime is.
 */
export function compile(estate: Estate, crds: readonly JsonObject[]): readonly Manifest[] {
  const app = new App();
  const { environment, groups, pools } = estate;
  const charts = [
    new EnvironmentChart(app, environment, crds),
    ...groups.toSorted(byIdentity).map((group) => new CapacityGroupChart(app, group, environment)),
    ...pools.toSorted(byIdentity).map((pool) => poolChart(app, pool, estate)),
  ];
  // One pass over the objects: `app.synth()` would check the whole app again for every chart.
  return charts.flatMap((chart) => chart.manifests());
}

function poolChart(app: App, pool: WorkerPool, estate: Estate): WorkerPoolChart {
  try {
    return new WorkerPoolChart(app, pool, estate);
  } catch (error) {
    throw new Error(`compiling ${pool.namespace}/${pool.name}`, { cause: error });
  }
}

function byIdentity(a: Identity, b: Identity): number {
  return compareText(a.namespace, b.namespace) || compareText(a.name, b.name);
}
