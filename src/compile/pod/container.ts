import * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import { canonicalAmount, canonicalQuantity } from '../../model/canonical-quantity.ts';
import type { Amounts, Container, EnvFrom, EnvVar, SideContainer } from '../../model/container.ts';
import type { Pod, Security } from '../../model/pod.ts';
import { parseQuantity } from '../../model/quantity.ts';
import { defined } from '../defined.ts';
import { lifecycle, probe } from './probes.ts';
import { containerSecurity } from './security.ts';
import { volumeMount, volumeMounts } from './volumes.ts';

/** The main container of a pod. */
export function container(pod: Pod, name: string): k8s.Container {
  return defined<k8s.Container>({
    ...shared(pod, name, pod.security),
    lifecycle: lifecycle(pod.preStop),
    volumeMounts: unlessEmpty(volumeMounts(pod.volumes)),
  });
}

/** A container beside the main one, hardened like it. */
export function sideContainer(of: SideContainer, { security }: Pod): k8s.Container {
  return defined<k8s.Container>({
    ...shared(of, of.name, security),
    volumeMounts: unlessEmpty(of.mounts.map(volumeMount)),
  });
}

/** What any container has. Lists keep the policy's order: later variables may use earlier ones. */
function shared(of: Container, name: string, security: Security): k8s.Container {
  return defined<k8s.Container>({
    name,
    image: of.image,
    imagePullPolicy: of.imagePullPolicy,
    command: unlessEmpty([...(of.command ?? [])]),
    args: unlessEmpty([...(of.args ?? [])]),
    workingDir: of.workingDir,
    env: unlessEmpty(of.env.map(envVar)),
    envFrom: unlessEmpty(of.envFrom.map((from): EnvFrom => from)),
    ports: unlessEmpty([...of.ports]),
    resources: resources(of),
    startupProbe: probe(of.probes.startup),
    readinessProbe: probe(of.probes.readiness),
    livenessProbe: probe(of.probes.liveness),
    securityContext: containerSecurity(security),
  });
}

function envVar({ name, value, valueFrom }: EnvVar): k8s.EnvVar {
  // the API server drops an empty value, which would be a difference for ever
  return defined<k8s.EnvVar>({
    name,
    value: value || undefined,
    valueFrom: valueFrom && source(valueFrom),
  });
}

function source({ resourceFieldRef, ...rest }: NonNullable<EnvVar['valueFrom']>): k8s.EnvVarSource {
  if (resourceFieldRef === undefined) return rest;
  const { divisor, ...field } = resourceFieldRef;
  return {
    ...rest,
    resourceFieldRef: defined<k8s.ResourceFieldSelector>({
      ...field,
      divisor: divisor === undefined ? undefined : k8s.Quantity.fromString(unitOf(divisor)),
    }),
  };
}

function resources({ requests, limits }: Container): k8s.ResourceRequirements | undefined {
  if (requests.size === 0 && limits.size === 0) return undefined;
  return defined<k8s.ResourceRequirements>({
    requests: quantities(requests),
    limits: quantities(limits),
  });
}

function quantities(amounts: Amounts): Record<string, k8s.Quantity> | undefined {
  if (amounts.size === 0) return undefined;
  const entries = [...amounts].map(
    ([name, { text }]) => [name, k8s.Quantity.fromString(canonicalAmount(text))] as const,
  );
  return Object.fromEntries(entries);
}

const units = [
  '1',
  '1m',
  '1k',
  '1M',
  '1G',
  '1T',
  '1P',
  '1E',
  '1Ki',
  '1Mi',
  '1Gi',
  '1Ti',
  '1Pi',
  '1Ei',
];

/** The API server knows a divisor by its spelling: 1024 is refused, and 1Ki is not. */
function unitOf(divisor: string | number): string {
  const nano = parseQuantity(divisor)?.nano;
  return (
    units.find((unit) => parseQuantity(unit)?.nano === nano) ?? canonicalQuantity(`${divisor}`)
  );
}

function unlessEmpty<T>(list: T[]): T[] | undefined {
  return list.length === 0 ? undefined : list;
}
