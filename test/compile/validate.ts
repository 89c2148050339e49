import { ScaledJob } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledJob';
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import { TriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1/TriggerAuthentication';
import { PodMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor';
import { PrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';
import { ValidatingAdmissionPolicy } from 'kubernetes-models/admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy';
import { ValidatingAdmissionPolicyBinding } from 'kubernetes-models/admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { CronJob } from 'kubernetes-models/batch/v1/CronJob';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { ClusterRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRole';
import { ClusterRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRoleBinding';
import { Role } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role';
import { RoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import { PriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1/PriorityClass';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Namespace } from 'kubernetes-models/v1/Namespace';
import { ResourceQuota } from 'kubernetes-models/v1/ResourceQuota';
import { Service } from 'kubernetes-models/v1/Service';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import type { JsonObject } from '../../src/model/json.ts';
import { formatPath, type Path } from '../../src/model/source.ts';

interface Model {
  validate(): void;
}

const models: Readonly<Record<string, { new (data: never): Model; apiVersion: string }>> = {
  ClusterRole,
  ClusterRoleBinding,
  ConfigMap,
  CronJob,
  Job,
  ScaledJob,
  ScaledObject,
  TriggerAuthentication,
  PodMonitor,
  PrometheusRule,
  Deployment,
  HorizontalPodAutoscaler,
  NetworkPolicy,
  PodDisruptionBudget,
  Namespace,
  PriorityClass,
  ResourceQuota,
  Role,
  RoleBinding,
  Service,
  ServiceAccount,
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
};

/** A field that the package's validator lost: its name is also a keyword of schemas. */
const overlooked = 'description';

/**
 * What an API server would not like about an object: what the published validators say, and the fields that they never
 * looked at, which are the ones they do not know.
 */
export function faultsOf(object: JsonObject): readonly string[] {
  const model = models[String(object.kind)];
  if (model === undefined) return [`no validator for kind ${String(object.kind)}`];
  if (object.apiVersion !== model.apiVersion) return [`apiVersion ${String(object.apiVersion)}`];
  const read = new Set<string>();
  const instance = new model(object as never);
  try {
    model.prototype.validate.call(recording(instance, [], read));
  } catch (error) {
    return [(error as Error).message];
  }
  return pathsOf(object, [])
    .filter((path) => !read.has(path) && path !== overlooked)
    .map((path) => `unknown field ${path}`);
}

/** Remembers the path of every value that is read. */
function recording<T>(value: T, path: Path, read: Set<string>): T {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get(target, key) {
      const got: unknown = Reflect.get(target, key);
      if (typeof key !== 'string' || !Object.hasOwn(target, key)) return got;
      const step = [...path, Array.isArray(target) ? Number(key) : key];
      read.add(formatPath(step));
      return recording(got, step, read);
    },
  }) as T;
}

function pathsOf(value: unknown, path: Path): readonly string[] {
  const own = path.length === 0 ? [] : [formatPath(path)];
  if (typeof value !== 'object' || value === null) return own;
  const below = Array.isArray(value)
    ? value.flatMap((item, index) => pathsOf(item, [...path, index]))
    : Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]));
  return [...own, ...below];
}
