import { isObject, type JsonObject } from '../../model/json.ts';
import { isAtLeast, type Version } from '../../model/version.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** A pod as the rules of the Pod Security Standards look at it. */
export interface PodView {
  readonly annotations: Fields;
  readonly spec: Fields;
  /** The security context of the pod itself. */
  readonly own: Fields;
  /** Those that start before the others too. */
  readonly containers: readonly Fields[];
  /** Windows has neither capabilities nor seccomp. */
  readonly isWindows: boolean;
  /** Whether its root is nobody on the node. */
  readonly hasOwnUsers: boolean;
  readonly isSince: (minor: number) => boolean;
}

/** A rule: tells whether a pod breaks it. */
export type PodRule = (pod: PodView) => boolean;

/** Looks at a template as the admission of this Kubernetes version does. */
export function viewOf(template: JsonObject, kubernetes: Version): PodView {
  const spec = fieldsOf(template.spec);
  return {
    annotations: fieldsOf(fieldsOf(template.metadata).annotations),
    spec,
    own: fieldsOf(spec.securityContext),
    containers: ['initContainers', 'containers', 'ephemeralContainers'].flatMap((kind) =>
      itemsOf(spec[kind]),
    ),
    isWindows: fieldsOf(spec.os).name === 'windows',
    hasOwnUsers: spec.hostUsers === false,
    isSince: (least) => isAtLeast(kubernetes, [1, least]),
  };
}

/** The security context of a container. */
export function contextOf(container: Fields): Fields {
  return fieldsOf(container.securityContext);
}

/** The security contexts of the pod and of its containers. */
export function contextsOf({ own, containers }: PodView): readonly Fields[] {
  return [own, ...containers.map(contextOf)];
}

/** The fields of an object; none where there is none. */
export function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : {};
}

/** The objects of a list; none where there is none. */
export function itemsOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** The texts of a list; none where there is none. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Tells whether a field says something: Kubernetes reads an empty text and nothing at all alike. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
