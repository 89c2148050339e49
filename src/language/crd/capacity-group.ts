import type { JsonObject } from '../../model/json.ts';
import { capacityGroup } from '../schema/capacity-group.ts';
import { plainSchema } from '../schema/json-schema.ts';
import { definition } from './definition.ts';
import { capacityGroupChecks } from './rules/capacity-group.ts';
import { groupStatus } from './status.ts';

/** The CustomResourceDefinition of CapacityGroup. */
export function capacityGroupDefinition(): JsonObject {
  return definition({
    policy: plainSchema(capacityGroup),
    checks: capacityGroupChecks,
    status: groupStatus,
    kind: 'CapacityGroup',
    shortName: 'cg',
    columns: [
      { name: 'CPU', type: 'string', jsonPath: '.spec.quota.cpu' },
      { name: 'CPU-Used', type: 'string', jsonPath: '.status.used.cpu' },
      { name: 'Memory', type: 'string', jsonPath: '.spec.quota.memory' },
      { name: 'Memory-Used', type: 'string', jsonPath: '.status.used.memory' },
    ],
  });
}
