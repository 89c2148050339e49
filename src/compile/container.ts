import * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import type { Amounts, EnvFrom, EnvVar, Worker } from '../model/worker.ts';
import { defined } from './defined.ts';
import { lifecycle, probe } from './probes.ts';
import { containerSecurity } from './security.ts';
import { volumeMounts } from './volumes.ts';

/** The name of the one container that we write; policies refer to it in `podTemplate` and `resourceFieldRef`. */
export const WORKER = 'worker';

/** The worker's container. Lists keep the policy's order: later variables may use earlier ones. */
export function container(worker: Worker): k8s.Container {
  return defined<k8s.Container>({
    name: WORKER,
    image: worker.image,
    imagePullPolicy: worker.imagePullPolicy,
    command: worker.command && [...worker.command],
    args: worker.args && [...worker.args],
    workingDir: worker.workingDir,
    env: unlessEmpty(worker.env.map(envVar)),
    envFrom: unlessEmpty(worker.envFrom.map((from): EnvFrom => from)),
    ports: unlessEmpty([...worker.ports]),
    resources: resources(worker),
    lifecycle: lifecycle(worker.preStop),
    startupProbe: probe(worker.probes.startup),
    readinessProbe: probe(worker.probes.readiness),
    livenessProbe: probe(worker.probes.liveness),
    securityContext: containerSecurity(worker.security),
    volumeMounts: unlessEmpty(volumeMounts(worker.volumes)),
  });
}

function envVar({ name, value, valueFrom }: EnvVar): k8s.EnvVar {
  return defined<k8s.EnvVar>({ name, value, valueFrom: valueFrom && source(valueFrom) });
}

function source({ resourceFieldRef, ...rest }: NonNullable<EnvVar['valueFrom']>): k8s.EnvVarSource {
  if (resourceFieldRef === undefined) return rest;
  const { divisor, ...field } = resourceFieldRef;
  return {
    ...rest,
    resourceFieldRef: defined<k8s.ResourceFieldSelector>({
      ...field,
      divisor: divisor === undefined ? undefined : k8s.Quantity.fromString(String(divisor)),
    }),
  };
}

function resources({ requests, limits }: Worker): k8s.ResourceRequirements | undefined {
  if (requests.size === 0 && limits.size === 0) return undefined;
  return defined<k8s.ResourceRequirements>({
    requests: quantities(requests),
    limits: quantities(limits),
  });
}

function quantities(amounts: Amounts): Record<string, k8s.Quantity> | undefined {
  if (amounts.size === 0) return undefined;
  const entries = [...amounts].map(
    ([name, { text }]) => [name, k8s.Quantity.fromString(text)] as const,
  );
  return Object.fromEntries(entries);
}

function unlessEmpty<T>(list: T[]): T[] | undefined {
  return list.length === 0 ? undefined : list;
}
