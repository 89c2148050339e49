import type { EnvFrom, EnvVar } from '../../../model/container.ts';
import type { Environment } from '../../../model/environment.ts';
import type { Pod } from '../../../model/pod.ts';
import type { Path } from '../../../model/source.ts';
import { type Context, complain } from '../../place.ts';
import { containersOf } from './containers.ts';
import { reportFieldRef, reportResourceRef } from './downward-api.ts';
import type { PodPolicy } from './pod-policy.ts';

/** Checks environment variables and the ConfigMaps and Secrets taken over as such by the API server's rules. */
export function reportVariables(
  context: Context,
  { worker }: PodPolicy,
  environment: Environment,
): void {
  for (const { path, container } of containersOf(worker)) {
    for (const [index, variable] of container.env.entries()) {
      const at = [...path, 'env', index];
      reportName(context, [...at, 'name'], variable.name, environment);
      reportValue(context, at, variable);
      reportReferences(context, [...at, 'valueFrom'], variable, worker);
    }
    for (const [index, from] of container.envFrom.entries()) {
      const at = [...path, 'envFrom', index];
      if (from.prefix !== undefined) {
        reportName(context, [...at, 'prefix'], from.prefix, environment);
      }
      reportSource(context, at, from);
    }
  }
}

function reportReferences(
  context: Context,
  path: Path,
  { valueFrom = {} }: EnvVar,
  pod: Pod,
): void {
  const { fieldRef, resourceFieldRef } = valueFrom;
  if (fieldRef) reportFieldRef(context, [...path, 'fieldRef'], fieldRef);
  if (resourceFieldRef) {
    reportResourceRef(context, [...path, 'resourceFieldRef'], resourceFieldRef, pod);
  }
}

/** Kubernetes 1.32 takes every printable ASCII character but `=`; before, a name was what shells and file names can hold. */
function reportName(
  context: Context,
  path: Path,
  name: string,
  { name: environment, versions: { kubernetes } }: Environment,
): void {
  const [major, minor] = kubernetes;
  const isRelaxed = major > 1 || minor >= 32;
  if ((isRelaxed ? /^[ -<>-~]+$/ : /^[-._a-zA-Z][-._a-zA-Z0-9]*$/).test(name)) return;
  const rule = isRelaxed
    ? 'printable ASCII characters without ='
    : `letters, digits, _, - and ., no digit first, for Kubernetes ${major}.${minor} of environment \`${environment}\``;
  complain(
    context,
    'invalid-name',
    path,
    (field) => `${field} must be ${rule}, got ${JSON.stringify(name)}`,
    { help: 'variables are named like QUEUE_NAME' },
  );
}

function reportValue(context: Context, path: Path, { value, valueFrom }: EnvVar): void {
  // next to `valueFrom` an empty value counts as none
  if (valueFrom === undefined || value === undefined || value === '') return;
  complain(
    context,
    'conflicting-fields',
    [...path, 'valueFrom'],
    (field) => `${field} and \`value\` must not both be given`,
    { at: 'key', help: 'keep one of them' },
  );
}

function reportSource(context: Context, path: Path, { configMapRef, secretRef }: EnvFrom): void {
  const count = [configMapRef, secretRef].filter((one) => one !== undefined).length;
  if (count === 1) return;
  complain(
    context,
    'wrong-value',
    path,
    (field) =>
      `${field} must have exactly one of \`configMapRef\` and \`secretRef\`, got ${count === 0 ? 'none' : 'both'}`,
    { help: 'write an item for each' },
  );
}
