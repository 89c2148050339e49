import { App } from 'cdk8s';
import type { Estate } from '../model/environment.ts';
import type { JsonObject } from '../model/json.ts';
import { compareText } from '../model/order.ts';
import type { Identity } from '../model/worker-pool.ts';
import { ClusterTemplateChart } from './cluster/cluster-template-chart.ts';
import { DashboardChart } from './dashboard/dashboard-chart.ts';
import { EnvironmentChart } from './environment/environment-chart.ts';
import { NamespacesChart } from './environment/namespaces-chart.ts';
import { GitOpsChart } from './gitops/gitops-chart.ts';
import { emptyStock, takeStock } from './gitops/stock.ts';
import { CapacityGroupChart } from './group/capacity-group-chart.ts';
import { JobTemplateChart } from './job/job-template-chart.ts';
import type { Manifest } from './manifest.ts';
import type { PolicyChart } from './policy-chart.ts';
import { WorkerPoolChart } from './pool/worker-pool-chart.ts';
import { RuntimeChart } from './runtime-objects/runtime-chart.ts';

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
  const { environment } = estate;
  const stock = emptyStock();
  const { kubernetes } = environment.versions;
  for (const manifest of compilePolicies(app, estate, crds)) {
    takeStock(stock, manifest, kubernetes);
    yield manifest;
  }
  for (const manifest of taken(app, new NamespacesChart(app, environment, stock))) {
    takeStock(stock, manifest, kubernetes);
    yield manifest;
  }
  for (const manifest of taken(app, new GitOpsChart(app, environment, stock))) {
    yield { ...manifest, applied: 'by-hand' };
  }
}

function* compilePolicies(
  app: App,
  estate: Estate,
  crds: readonly JsonObject[],
): Generator<Manifest, void> {
  const { environment, groups, pools, jobs, clusters } = estate;
  yield* taken(app, new EnvironmentChart(app, environment, crds));
  const classes = new Set<string>();
  for (const group of groups.toSorted(byIdentity)) {
    yield* taken(app, new CapacityGroupChart(app, group, environment, classes));
    classes.add(group.priorityClass.name);
  }
  for (const pool of pools.toSorted(byIdentity)) {
    yield* taken(
      app,
      chartOf(pool, () => new WorkerPoolChart(app, pool, estate)),
    );
  }
  for (const job of jobs.toSorted(byIdentity)) {
    yield* taken(
      app,
      chartOf(job, () => new JobTemplateChart(app, job, estate)),
    );
  }
  for (const cluster of clusters.toSorted(byIdentity)) {
    yield* taken(
      app,
      chartOf(cluster, () => new ClusterTemplateChart(app, cluster, estate)),
    );
  }
  yield* taken(app, new RuntimeChart(app, estate));
  yield* taken(app, new DashboardChart(app, estate));
}

function taken(app: App, chart: PolicyChart): readonly Manifest[] {
  const manifests = chart.manifests();
  app.node.tryRemoveChild(chart.node.id);
  return manifests;
}

function chartOf({ namespace, name }: Identity, make: () => PolicyChart): PolicyChart {
  try {
    return make();
  } catch (error) {
    throw new Error(`compiling ${namespace}/${name}`, { cause: error });
  }
}

function byIdentity(a: Identity, b: Identity): number {
  return compareText(a.namespace, b.namespace) || compareText(a.name, b.name);
}
