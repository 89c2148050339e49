import type { Construct } from 'constructs';
import type { Environment } from '../../model/environment.ts';
import { compareText } from '../../model/order.ts';
import type { Stock } from '../gitops/stock.ts';
import { PolicyChart } from '../policy-chart.ts';
import { environmentRef } from '../policy-ref.ts';
import { isOfCluster, namespaceObject } from './namespace.ts';

/**
 * The namespaces of the policies and of the runtime, but for those that somebody else makes. A dashboard in the namespace
 * of Grafana does not make that ours to label.
 */
export class NamespacesChart extends PolicyChart {
  constructor(scope: Construct, environment: Environment, { namespaces, homes }: Stock) {
    super(scope, environmentRef(environment));
    const { namespaceObjects, runtime } = environment;
    if (!namespaceObjects) return;
    for (const [name, level] of [...namespaces].toSorted(([a], [b]) => compareText(a, b))) {
      if (!homes.has(name) && name !== runtime?.namespace) continue;
      if (isOfCluster(name) || namespaceObjects.except.includes(name)) continue;
      this.add(namespaceObject(name, level, namespaceObjects, environment), `Namespace.${name}`);
    }
  }
}
