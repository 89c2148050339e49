import type { ClusterTemplate } from '../../../model/cluster-template.ts';
import { accountName } from '../../cluster/template.ts';
import { hostPathsIn, hostWordsIn } from './pod-needs.ts';
import { type Confinement, quote, quoteAll } from './policy.ts';

/** So many templates to an expression: CEL reads none above 100,000 characters. */
const perVariable = 100;

/** A pod that the gateway makes, or removes, is one of a cluster of a ClusterTemplate, and has no more of its node than that. */
export function clustersConfined(clusters: readonly ClusterTemplate[]): Confinement {
  const tables = tablesOf(clusters);
  const names = tables.map((_, index) => `variables.templates${index}`);
  const limits = names.reduceRight(
    (rest, name) => `variables.key in ${name} ? ${name}[variables.key] : ${rest}`,
    "{'accounts': [], 'hostPaths': [], 'host': []}",
  );
  return {
    what: 'clusters',
    components: ['gateway'],
    apiGroup: '',
    resources: ['pods', 'pods/*'],
    variables: [
      ...tables.map((expression, index) => ({ name: `templates${index}`, expression })),
      { name: 'isMade', expression: "request.operation == 'CREATE'" },
      { name: 'key', expression: `variables.isMade ? ${keyOf('object')} : ${keyOf('oldObject')}` },
      { name: 'limits', expression: limits },
    ],
    validations: [
      {
        expression: `(!has(request.subResource) || request.subResource == '') && request.operation in ['CREATE', 'DELETE']`,
        message: 'the gateway of Roster makes pods and removes them, and changes none',
      },
      {
        expression: names.map((name) => `variables.key in ${name}`).join(' || '),
        message:
          'the gateway of Roster has to do with pods of clusters only: the label roster.dev/cluster-template names no ClusterTemplate',
      },
      {
        expression: `!variables.isMade || object.spec.?serviceAccountName.orValue('default') in variables.limits.accounts`,
        message: 'the ServiceAccount is none of the ClusterTemplate',
      },
      {
        expression: `!variables.isMade || [${['hostNetwork', 'hostPID', 'hostIPC'].map((field) => `object.spec.?${field}.orValue(false) && !('${field}' in variables.limits.host)`).join(', ')}].all(one, !one)`,
        message: "the pod shares the host's network or processes, and its ClusterTemplate does not",
      },
      {
        expression:
          "!variables.isMade || (object.spec.containers + object.spec.?initContainers.orValue([])).all(one, !one.?securityContext.?privileged.orValue(false) || 'privileged' in variables.limits.host)",
        message: 'a container is privileged, and none of the ClusterTemplate is',
      },
      {
        expression:
          '!variables.isMade || object.spec.?volumes.orValue([]).all(one, !has(one.hostPath) || one.hostPath.path in variables.limits.hostPaths)',
        message: 'a volume is a path of the host that the ClusterTemplate does not name',
      },
    ],
  };
}

/** Pods are looked at one by one, and those of an exec or an eviction have no labels: their key names no template. */
function keyOf(object: string): string {
  return `(${object} == null ? '' : request.namespace + '/' + ${object}.?metadata.?labels[?'roster.dev/cluster-template'].orValue(''))`;
}

function tablesOf(clusters: readonly ClusterTemplate[]): readonly string[] {
  const entries = clusters.map((cluster) => {
    const pods = [cluster.scheduler, cluster.worker];
    const accounts = (['scheduler', 'worker'] as const).map((role) => accountName(cluster, role));
    const limits = `'accounts': ${quoteAll(accounts)}, 'hostPaths': ${quoteAll(hostPathsIn(pods))}, 'host': ${quoteAll(hostWordsIn(pods))}`;
    return `${quote(`${cluster.namespace}/${cluster.name}`)}: {${limits}}`;
  });
  const tables: string[] = [];
  for (let index = 0; index < entries.length; index += perVariable) {
    tables.push(`{${entries.slice(index, index + perVariable).join(', ')}}`);
  }
  return tables;
}
