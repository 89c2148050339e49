import type { Environment } from '../../model/environment.ts';
import type { Installation } from '../../model/runtime.ts';
import { environmentLabels, type Labels } from '../labels.ts';
import { withAnnotations } from '../metadata.ts';
import type { Metadata } from '../object.ts';
import { syncAnnotations } from '../sync.ts';

/** The two Deployments of the runtime; each has a name, an account and a leader of its own. */
export type ComponentName = 'controller' | 'gateway';

/** An environment whose runtime is installed by our own manifests. */
export interface Installed {
  readonly environment: Environment;
  readonly namespace: string;
  readonly install: Installation;
}

/** The runtime of an environment as we install it; `undefined` where it is off or installed another way. */
export function installed(environment: Environment): Installed | undefined {
  const { runtime } = environment;
  if (runtime?.install === undefined) return undefined;
  return { environment, namespace: runtime.namespace, install: runtime.install };
}

/** What a component's Deployment, Service, ServiceAccount and Lease are called. */
export function nameOf(component: ComponentName): string {
  return `roster-${component}`;
}

/** The name of an object that lies in no namespace: two environments of one cluster must not share it. */
function clusterWideName(what: string, { namespace }: Installed): string {
  return `roster-${what}.${namespace}`;
}

/** What tells the pods of a component from all others; the pods of clusters let the gateway in by it. */
export function componentSelector(component: ComponentName): Labels {
  return { 'app.kubernetes.io/name': nameOf(component) };
}

/** The labels of every object of a component. */
export function componentLabels(component: ComponentName, environment: Environment): Labels {
  return environmentLabels(environment, {
    ...componentSelector(component),
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/part-of': 'roster',
  });
}

/** Where an object lies, and what it carries beside the labels of its component. */
export interface Place {
  /** Absent: it is named like the component. */
  readonly name?: string;
  /** Absent: the namespace of the runtime. */
  readonly namespace?: string;
  readonly labels?: Labels;
}

/** The metadata of a component's object of this kind. */
export function componentMetadata(
  kind: string,
  component: ComponentName,
  { environment, namespace }: Installed,
  place: Place = {},
): Metadata {
  const labels = { ...componentLabels(component, environment), ...place.labels };
  return withAnnotations(
    { name: place.name ?? nameOf(component), namespace: place.namespace ?? namespace, labels },
    syncAnnotations(kind, environment),
  );
}

/** The metadata of an object of the runtime that lies in no namespace. */
export function clusterWideMetadata(
  kind: string,
  component: ComponentName,
  one: Installed,
  what: string,
): Metadata {
  const { environment } = one;
  return withAnnotations(
    { name: clusterWideName(what, one), labels: componentLabels(component, environment) },
    syncAnnotations(kind, environment),
  );
}

/** The name that the API server knows a component by. */
export function userOf(component: ComponentName, { namespace }: Installed): string {
  return `system:serviceaccount:${namespace}:${nameOf(component)}`;
}
