import type { Construct } from 'constructs';
import type { Estate } from '../../model/environment.ts';
import { PolicyChart } from '../policy-chart.ts';
import { environmentRef } from '../policy-ref.ts';
import { runtimeObjects } from './runtime-objects.ts';

/** The runtime's own manifests in an environment; empty where it is off or installed another way. */
export class RuntimeChart extends PolicyChart {
  constructor(scope: Construct, estate: Estate) {
    super(scope, environmentRef(estate.environment));
    for (const object of runtimeObjects(estate)) {
      this.add(object, [object.kind, object.metadata.namespace, object.metadata.name].join('.'));
    }
  }
}
