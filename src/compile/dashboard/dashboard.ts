import type { Estate } from '../../model/environment.ts';
import type { JsonObject } from '../../model/json.ts';
import { clusterPanels } from './cluster-panels.ts';
import { groupPanels } from './group-panels.ts';
import { jobPanels } from './job-panels.ts';
import { layOut, type Row } from './layout.ts';
import { poolPanels } from './pool-panels.ts';
import { runtimePanels } from './runtime-panels.ts';
import { dashboardUid } from './uid.ts';
import { variables } from './variables.ts';

/** The form of dashboards that Grafana 12 writes; later ones bring it up to date when they load it. */
const schemaVersion = 42;

/** The dashboard of an environment, as Grafana imports it; a row for each kind of policy that there is. */
export function dashboard(estate: Estate): JsonObject {
  const { name, grafana } = estate.environment;
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana's own, for the variable
  const chosen = '${datasource}';
  const datasource = { type: 'prometheus', uid: grafana?.datasource ?? chosen };
  return {
    uid: dashboardUid(name),
    title: `Roster: ${name}`,
    description: 'Worker pools, capacity groups, jobs and clusters that Roster looks after.',
    tags: ['roster'],
    schemaVersion,
    version: 1,
    editable: false,
    graphTooltip: 1,
    time: { from: 'now-6h', to: 'now' },
    refresh: '30s',
    timezone: 'browser',
    annotations: { list: [] },
    links: [],
    templating: { list: variables(estate) },
    panels: layOut(rowsOf(estate), datasource),
  };
}

function rowsOf({ pools, groups, jobs, clusters, environment }: Estate): readonly Row[] {
  return [
    ...(pools.length > 0 ? [{ title: 'Worker pools', panels: poolPanels() }] : []),
    ...(groups.length > 0 ? [{ title: 'Capacity groups', panels: groupPanels() }] : []),
    ...(jobs.length > 0 ? [{ title: 'Jobs', panels: jobPanels() }] : []),
    ...(clusters.length > 0 ? [{ title: 'Clusters', panels: clusterPanels() }] : []),
    ...(environment.runtime ? [{ title: 'Runtime', panels: runtimePanels() }] : []),
  ];
}
