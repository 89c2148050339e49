import type { JsonObject } from '../../model/json.ts';
import { capacityGroupDefinition } from './capacity-group.ts';
import { workerPoolDefinition } from './worker-pool.ts';

/** The definitions of our custom resources. The build puts the finished JSON here, so that no schema library is loaded to render them. */
export const crds: readonly JsonObject[] = [capacityGroupDefinition(), workerPoolDefinition()];
