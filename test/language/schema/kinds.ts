import { capacityGroup } from '../../../src/language/schema/capacity-group.ts';
import { clusterTemplate } from '../../../src/language/schema/cluster-template.ts';
import { environment } from '../../../src/language/schema/environment.ts';
import { jobTemplate } from '../../../src/language/schema/job-template.ts';
import { plainSchema } from '../../../src/language/schema/json-schema.ts';
import { profile } from '../../../src/language/schema/profile.ts';
import { workerPool } from '../../../src/language/schema/worker-pool.ts';

/** The schema of each kind, as plain data. */
export const schemas = {
  WorkerPool: plainSchema(workerPool),
  CapacityGroup: plainSchema(capacityGroup),
  JobTemplate: plainSchema(jobTemplate),
  ClusterTemplate: plainSchema(clusterTemplate),
  Profile: plainSchema(profile),
  Environment: plainSchema(environment),
} as const;
