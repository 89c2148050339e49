import { checkFolder } from '../../../src/cli/load.ts';
import { compile } from '../../../src/compile/compile.ts';
import type { Estate } from '../../../src/model/environment.ts';
import type { JsonObject } from '../../../src/model/json.ts';

/** The policies of clusters that are tried: each a folder of test/fixtures/clusters. */
export const clusterSamples = ['dask', 'per-node', 'resaas'] as const;

export type ClusterSample = (typeof clusterSamples)[number];

/** The estate of a sample; a policy that is reported is a mistake of the test. */
export function clusterEstate(sample: ClusterSample): Estate {
  const { estates, diagnostics } = checkFolder(`test/fixtures/clusters/${sample}`);
  const [estate] = estates;
  if (estate === undefined || diagnostics.length > 0) {
    throw new Error(`${sample}: ${diagnostics.map(({ message }) => message).join('; ')}`);
  }
  return estate;
}

/** The objects that the template of a sample becomes, without those of its environment and its group. */
export function clusterObjects(sample: ClusterSample): readonly JsonObject[] {
  return compile(clusterEstate(sample), [])
    .filter(({ policy }) => policy.kind === 'ClusterTemplate')
    .map(({ object }) => object);
}
