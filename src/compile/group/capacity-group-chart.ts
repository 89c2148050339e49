import type { Construct } from 'constructs';
import type { CapacityGroup } from '../../model/capacity-group.ts';
import type { Environment } from '../../model/environment.ts';
import { PolicyChart } from '../policy-chart.ts';
import { policyRef } from '../policy-ref.ts';
import { capacityGroupResource } from './capacity-group-resource.ts';
import { priorityClass } from './priority-class.ts';
import { resourceQuota } from './resource-quota.ts';

/** The objects of one CapacityGroup. A PriorityClass that groups of several namespaces share comes from the first of them. */
export class CapacityGroupChart extends PolicyChart {
  constructor(
    scope: Construct,
    group: CapacityGroup,
    environment: Environment,
    classes: ReadonlySet<string>,
  ) {
    super(scope, policyRef(group));
    this.add(classes.has(group.priorityClass.name) ? undefined : priorityClass(group, environment));
    this.add(resourceQuota(group, environment));
    this.add(capacityGroupResource(group, environment));
  }
}
