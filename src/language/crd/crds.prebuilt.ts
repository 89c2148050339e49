import type { JsonObject } from '../../model/json.ts';
import { capacityGroupDefinition } from './capacity-group.ts';
import { clusterTemplateDefinition } from './cluster-template.ts';
import { jobTemplateDefinition } from './job-template.ts';
import { workerClusterDefinition } from './worker-cluster.ts';
import { workerPoolDefinition } from './worker-pool.ts';

/** The definitions of our custom resources. The build puts the finished JSON here, so that no schema library is loaded to render them. */
export const crds: readonly JsonObject[] = [
  capacityGroupDefinition(),
  clusterTemplateDefinition(),
  jobTemplateDefinition(),
  workerClusterDefinition(),
  workerPoolDefinition(),
];
