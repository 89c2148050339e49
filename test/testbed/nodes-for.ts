import type { Manifest } from './apply/read-manifests.ts';
import type { NodeSpec } from './kubelet/node-object.ts';

type Labels = Readonly<Record<string, string>>;

/** As many Nodes as asked, with labels such that every `nodeSelector` of the manifests finds one, if there are enough. */
export function nodesFor(manifests: readonly Manifest[], count: number): readonly NodeSpec[] {
  const buckets: Labels[] = [];
  for (const selector of manifests.map(selectorOf)) {
    const fits = buckets.findIndex((bucket) => agree(bucket, selector));
    if (fits >= 0) buckets[fits] = { ...buckets[fits], ...selector };
    else buckets.push(selector);
  }
  return Array.from({ length: count }, (_, index) => ({
    name: `node-${index + 1}`,
    labels: buckets[index % buckets.length] ?? {},
  }));
}

/** Of what holds a Pod template: a Deployment, a Job. */
function selectorOf({ object }: Manifest): Labels {
  const { spec } = object as {
    readonly spec?: {
      readonly template?: { readonly spec?: { readonly nodeSelector?: Labels } };
    };
  };
  return spec?.template?.spec?.nodeSelector ?? {};
}

function agree(one: Labels, other: Labels): boolean {
  return Object.entries(other).every(([key, value]) => (one[key] ?? value) === value);
}
