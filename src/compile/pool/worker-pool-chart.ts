import type { Construct } from 'constructs';
import type { Estate } from '../../model/environment.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { serviceAccount } from '../pod/service-account.ts';
import { PolicyChart } from '../policy-chart.ts';
import { policyRef } from '../policy-ref.ts';
import { signalScaler } from '../triggers/signal-scaler.ts';
import { triggerAuthentication } from '../triggers/trigger-authentication.ts';
import { deployment } from './deployment.ts';
import { horizontalPodAutoscaler } from './horizontal-pod-autoscaler.ts';
import { poolNetworkPolicy } from './network-policy.ts';
import { podDisruptionBudget } from './pod-disruption-budget.ts';
import { podMonitor } from './pod-monitor.ts';
import { prometheusRule } from './prometheus-rule.ts';
import { scaledObject } from './scaled-object.ts';
import { workerPoolResource } from './worker-pool-resource.ts';

/** The objects of one WorkerPool. */
export class WorkerPoolChart extends PolicyChart {
  constructor(scope: Construct, pool: WorkerPool, estate: Estate) {
    super(scope, policyRef(pool));
    const { environment } = estate;
    this.add(serviceAccount(pool, environment));
    this.add(deployment(pool, environment));
    this.add(podDisruptionBudget(pool, environment));
    if (pool.engine.name === 'keda') {
      const signal = signalScaler(pool);
      this.add(triggerAuthentication(pool, environment, signal));
      this.add(scaledObject(pool, environment, signal));
    }
    this.add(horizontalPodAutoscaler(pool, environment));
    this.add(poolNetworkPolicy(pool, environment));
    this.add(podMonitor(pool, environment));
    this.add(prometheusRule(pool, estate));
    this.add(workerPoolResource(pool, environment));
  }
}
