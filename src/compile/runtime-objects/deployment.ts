import * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import type { Pod } from '../../model/pod.ts';
import type { Component } from '../../model/runtime.ts';
import type { RuntimeConnection } from '../../model/runtime-connection.ts';
import { millis } from '../../model/units.ts';
import { isAtLeast } from '../../model/version.ts';
import type { Volume } from '../../model/volume.ts';
import { fnv1a } from '../fnv1a.ts';
import { intOrString } from '../int-or-string.ts';
import type { PodPlace } from '../pod/pod-place.ts';
import { podTemplate } from '../pod/pod-template.ts';
import type { Deployment } from '../pool/deployment.ts';
import {
  type ComponentName,
  componentLabels,
  componentMetadata,
  componentSelector,
  type Installed,
  nameOf,
} from './component.ts';
import { configuration } from './configuration.ts';
import { credentialFolder, credentialSources } from './credentials.ts';
import { ports } from './ports.ts';

/** A component's pods, hardened as any pod of ours; a change of the configuration replaces them. */
export function componentDeployment(
  component: ComponentName,
  text: string,
  connections: readonly RuntimeConnection[],
  one: Installed,
): Deployment {
  const { replicas } = one.install[component];
  const spec = k8s.toJson_DeploymentSpec({
    replicas,
    selector: { matchLabels: componentSelector(component) },
    // one more than there have to be, so that an update never leaves fewer
    strategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: intOrString(1), maxUnavailable: intOrString(0) },
    },
    template: {},
  });
  const template = podTemplate(podOf(component, text, connections, one), placeOf(component, one));
  return {
    ...k8s.KubeDeployment.GVK,
    metadata: componentMetadata('Deployment', component, one),
    spec: { ...spec, template },
  };
}

function placeOf(component: ComponentName, { environment }: Installed): PodPlace {
  return {
    labels: componentLabels(component, environment),
    fixedLabels: componentSelector(component),
    selector: componentSelector(component),
    serviceAccountName: nameOf(component),
    container: component,
    kubernetes: environment.versions.kubernetes,
  };
}

function podOf(
  component: ComponentName,
  text: string,
  connections: readonly RuntimeConnection[],
  { environment, install }: Installed,
): Pod {
  const { imagePullPolicy } = install;
  const { requests, limits, placement, priorityClass } = install[component];
  const isGateway = component === 'gateway';
  return {
    image: install.image,
    ...(imagePullPolicy && { imagePullPolicy }),
    pullSecrets: install.pullSecrets,
    args: [component, `--config=${configuration.folder}/${configuration.file}`],
    // tells the replicas apart, in the Lease and in Events
    env: [{ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
    envFrom: [],
    ports: isGateway ? [ports.http, ports.proxy, ports.admin] : [ports.admin],
    requests,
    limits,
    gracePeriod: millis(isGateway ? 60_000 : 30_000),
    // until nobody sends requests here any more; an older kubelet cannot wait by itself
    ...(isGateway &&
      isAtLeast(environment.versions.kubernetes, [1, 30]) && {
        preStop: { sleep: millis(10_000) },
      }),
    volumes: volumesOf(component, connections),
    initContainers: [],
    sidecars: [],
    probes: probesOf(),
    placement: { ...placement, affinity: apart(component) },
    security: { relax: [] },
    ...(priorityClass !== undefined && { priorityClass }),
    serviceAccount: { annotations: {} },
    labels: {},
    // a configuration is read at the start only, so that another one needs other pods
    annotations: { 'roster.dev/config': fnv1a(text).toString(16).padStart(16, '0') },
    // it talks to the API server, with a token that only its pods have
    podTemplate: { spec: { automountServiceAccountToken: true } },
  };
}

function volumesOf(
  component: ComponentName,
  connections: readonly RuntimeConnection[],
): readonly Volume[] {
  const sources = credentialSources(connections);
  const config: Volume = {
    name: 'config',
    mountPath: configuration.folder,
    readOnly: true,
    configMap: { name: nameOf(component) },
  };
  if (sources.length === 0) return [config];
  const credentials: Volume = {
    name: 'connections',
    mountPath: credentialFolder,
    readOnly: true,
    projected: { sources },
  };
  return [config, credentials];
}

/** `/readyz` says whether it can work, and `/healthz` whether a restart would help. */
function probesOf(): Pod['probes'] {
  const { name: port } = ports.admin;
  const probe = { period: millis(10_000), timeout: millis(5_000) };
  return {
    startup: { httpGet: { path: '/healthz', port }, period: millis(2_000), failureThreshold: 30 },
    readiness: { httpGet: { path: '/readyz', port }, ...probe },
    liveness: { httpGet: { path: '/healthz', port }, ...probe, failureThreshold: 6 },
  };
}

/** On nodes of their own where there are so many. */
function apart(component: ComponentName): NonNullable<Component['placement']['affinity']> {
  const podAffinityTerm = {
    labelSelector: { matchLabels: componentSelector(component) },
    topologyKey: 'kubernetes.io/hostname',
  };
  return {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [{ podAffinityTerm, weight: 100 }],
    },
  };
}
