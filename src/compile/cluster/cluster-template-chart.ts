import type { Construct } from 'constructs';
import type { ClusterTemplate } from '../../model/cluster-template.ts';
import type { Estate } from '../../model/environment.ts';
import { podAccount } from '../pod/service-account.ts';
import { PolicyChart } from '../policy-chart.ts';
import { policyMetadata } from '../policy-metadata.ts';
import { policyRef } from '../policy-ref.ts';
import { clusterNetworkPolicy } from './network.ts';
import { clusterClass, clusterQuota } from './quota.ts';
import { clusterTemplateResource } from './resource.ts';
import { clusterRole, clusterRoleBinding } from './role.ts';
import { accountName } from './template.ts';

/** The objects of one ClusterTemplate: what its clusters live in, and what the gateway reads and may do. */
export class ClusterTemplateChart extends PolicyChart {
  constructor(scope: Construct, cluster: ClusterTemplate, estate: Estate) {
    super(scope, policyRef(cluster));
    const { environment } = estate;
    const { runtime } = environment;
    if (runtime === undefined) {
      throw new Error('clusters are made by the gateway, and the environment has no runtime');
    }
    this.add(clusterClass(cluster, environment));
    this.add(clusterQuota(cluster, environment));
    for (const role of ['scheduler', 'worker'] as const) {
      const { annotations } = cluster[role].serviceAccount;
      const metadata = policyMetadata('ServiceAccount', cluster, environment, {
        name: accountName(cluster, role),
        annotations,
      });
      this.add(podAccount(cluster[role], metadata), `ServiceAccount.${role}`);
      this.add(clusterNetworkPolicy(cluster, role, environment, runtime), `NetworkPolicy.${role}`);
    }
    this.add(clusterRole(cluster, environment));
    this.add(clusterRoleBinding(cluster, environment, runtime));
    this.add(clusterTemplateResource(cluster, estate, runtime));
  }
}
