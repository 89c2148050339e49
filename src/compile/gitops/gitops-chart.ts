import type { Construct } from 'constructs';
import type { Environment } from '../../model/environment.ts';
import { PolicyChart } from '../policy-chart.ts';
import { environmentRef } from '../policy-ref.ts';
import { argocdObjects } from './argocd.ts';
import { fluxObjects } from './flux.ts';
import type { Stock } from './stock.ts';

/** What tells the engine of GitOps to sync an environment. It comes last, when all is known that is to be synced. */
export class GitOpsChart extends PolicyChart {
  constructor(scope: Construct, environment: Environment, stock: Stock) {
    super(scope, environmentRef(environment));
    const objects = [...argocdObjects(environment, stock), ...fluxObjects(environment, stock)];
    for (const object of objects) this.add(object);
  }
}
