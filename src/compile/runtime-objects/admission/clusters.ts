import type { ClusterTemplate } from '../../../model/cluster-template.ts';
import { ownSecret } from '../../cluster/gateway.ts';
import { accountName } from '../../cluster/template.ts';
import { clusterImages } from './cluster-images.ts';
import { escalationExpression } from './escalation-expression.ts';
import { isImage } from './image-expression.ts';
import { capabilitiesIn, hostPathsIn, hostWordsIn, secretsIn } from './pod-needs.ts';
import { type Confinement, quote, quoteAll } from './policy.ts';
import { secretsExpression } from './secrets-expression.ts';
import { tablesOf } from './tables.ts';

/** A pod that the gateway makes, or removes, is one of a cluster of a ClusterTemplate, and has no more of its node than that. */
export function clustersConfined(clusters: readonly ClusterTemplate[]): Confinement {
  const tables = tablesOf(clusters.map(entryOf));
  const names = tables.map((_, index) => `variables.templates${index}`);
  const limits = names.reduceRight(
    (rest, name) => `variables.key in ${name} ? ${name}[variables.key] : ${rest}`,
    noLimits,
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
      {
        name: 'containers',
        expression:
          'variables.isMade ? object.spec.containers + object.spec.?initContainers.orValue([]) : []',
      },
      {
        name: 'volumes',
        expression: 'variables.isMade ? object.spec.?volumes.orValue([]) : []',
      },
      {
        name: 'pullSecrets',
        expression: 'variables.isMade ? object.spec.?imagePullSecrets.orValue([]) : []',
      },
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
          "variables.containers.all(one, !one.?securityContext.?privileged.orValue(false) || 'privileged' in variables.limits.host)",
        message: 'a container is privileged, and none of the ClusterTemplate is',
      },
      {
        expression: escalationExpression,
        message:
          'a container may gain rights or capabilities that the ClusterTemplate does not give',
      },
      {
        expression: `variables.containers.all(one, one.image in variables.limits.images || (${isImage('one.image')} && variables.limits.patterns.exists(pattern, one.image.matches(pattern))))`,
        message: 'the image is none of the ClusterTemplate, nor one that its options allow',
      },
      {
        expression:
          'variables.volumes.all(one, !has(one.hostPath) || one.hostPath.path in variables.limits.hostPaths)',
        message: 'a volume is a path of the host that the ClusterTemplate does not name',
      },
      {
        expression: secretsExpression(
          (name) =>
            `(${name}.startsWith(${quote(ownSecret.prefix)}) || ${name} in variables.limits.secrets)`,
        ),
        message: 'a Secret is read that is not of a cluster, and the ClusterTemplate does not name',
      },
    ],
  };
}

/** Pods are looked at one by one, and those of an exec or an eviction have no labels: their key names no template. */
function keyOf(object: string): string {
  return `(${object} == null ? '' : request.namespace + '/' + ${object}.?metadata.?labels[?'roster.dev/cluster-template'].orValue(''))`;
}

const limitFields = [
  'accounts',
  'images',
  'patterns',
  'secrets',
  'hostPaths',
  'host',
  'capabilities',
] as const;

const noLimits = `{${limitFields.map((field) => `'${field}': []`).join(', ')}}`;

function entryOf(cluster: ClusterTemplate): string {
  const limits = limitsOf(cluster);
  const written = limitFields.map((field) => `'${field}': ${quoteAll(limits[field])}`);
  return `${quote(`${cluster.namespace}/${cluster.name}`)}: {${written.join(', ')}}`;
}

function limitsOf(
  cluster: ClusterTemplate,
): Readonly<Record<(typeof limitFields)[number], readonly string[]>> {
  const pods = [cluster.scheduler, cluster.worker];
  return {
    accounts: (['scheduler', 'worker'] as const).map((role) => accountName(cluster, role)),
    ...clusterImages(cluster),
    secrets: secretsIn(pods),
    hostPaths: hostPathsIn(pods),
    host: hostWordsIn(pods),
    capabilities: capabilitiesIn(pods),
  };
}
