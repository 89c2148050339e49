import * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import { canonicalAmount, canonicalQuantity } from '../model/canonical-quantity.ts';
import { parseQuantity } from '../model/quantity.ts';
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
    command: unlessEmpty([...(worker.command ?? [])]),
    args: unlessEmpty([...(worker.args ?? [])]),
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
