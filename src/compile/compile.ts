import { App } from 'cdk8s';
import type { Estate } from '../model/environment.ts';
import type { JsonObject } from '../model/json.ts';
import { compareText } from '../model/order.ts';
import type { Identity, WorkerPool } from '../model/worker-pool.ts';
import { CapacityGroupChart } from './capacity-group-chart.ts';
import { EnvironmentChart } from './environment-chart.ts';
import type { Manifest } from './manifest.ts';
import type { PolicyChart } from './policy-chart.ts';
import { WorkerPoolChart } from './worker-pool-chart.ts';

/**
 * Makes the Kubernetes objects of an estate: a function of its arguments, whatever the order of the policies.
 * `crds` are the finished definitions of our custom resources; they are rendered where the runtime is.
 */
export function compile(estate: Estate, crds: readonly JsonObject[]): readonly Manifest[] {
  return [...compileEach(estate, crds)];
}

/**
 * The same, a policy at a time, for those who do not keep the objects; a chart is let go when its objects were taken.
 * Never `app.synth()`, which would check the whole app again for every chart.
 */
export function* compileEach(
  estate: Estate,
  crds: readonly JsonObject[],
): Generator<Manifest, void> {
  const app = new App();
  const { environment, groups, pools } = estate;
  yield* taken(app, new EnvironmentChart(app, environment, crds));
  const classes = new Set<string>();
  for (const group of groups.toSorted(byIdentity)) {
    yield* taken(app, new CapacityGroupChart(app, group, environment, classes));
    classes.add(group.priorityClass.name);
  }
  for (const pool of pools.toSorted(byIdentity)) yield* taken(app, poolChart(app, pool, estate));
}

function taken(app: App, chart: PolicyChart): readonly Manifest[] {
  const manifests = chart.manifests();
  app.node.tryRemoveChild(chart.node.id);
  return manifests;
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
