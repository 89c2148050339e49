import type { ClusterRole, ClusterTemplate } from '../../model/cluster-template.ts';
import type { Pod } from '../../model/pod.ts';
import type { Runtime } from '../../model/runtime.ts';
import { daskPod } from './dask-pod.ts';
import { gatewayAddress } from './gateway.ts';
import { resaasPod } from './resaas-pod.ts';

/** A pod of the policy with all that the dialect needs of it. */
export function dialectPod(cluster: ClusterTemplate, role: ClusterRole, runtime: Runtime): Pod {
  switch (cluster.dialect) {
    case 'dask':
      return daskPod(cluster, role);
    case 'resaas':
      return resaasPod(cluster, role, gatewayAddress(runtime));
  }
}
