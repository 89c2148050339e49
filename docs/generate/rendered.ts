import type { JsonObject } from '../../src/model/json.ts';

interface ScaledObject {
  readonly spec: { readonly triggers: readonly { readonly type: string }[] };
}

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
}

interface PrometheusRule {
  readonly spec: {
    readonly groups: readonly { readonly rules: readonly Rule[] }[];
  };
}

/** The types of the triggers in the ScaledObjects among these. */
export function triggersIn(objects: readonly JsonObject[]): readonly string[] {
  const scaled = ofKind<ScaledObject>(objects, 'ScaledObject');
  return scaled.flatMap(({ spec }) => spec.triggers.map(({ type }) => type));
}

/** The series that the PrometheusRules among these record. */
export function recordedIn(objects: readonly JsonObject[]): readonly string[] {
  return rulesIn(objects).flatMap(({ record }) => (record === undefined ? [] : [record]));
}

/** What the PrometheusRules among these record and alert about. */
export function rulesIn(objects: readonly JsonObject[]): readonly Rule[] {
  return ofKind<PrometheusRule>(objects, 'PrometheusRule')
    .flatMap(({ spec }) => spec.groups)
    .flatMap((group) => group.rules);
}

function ofKind<T>(objects: readonly JsonObject[], kind: string): readonly T[] {
  return objects.filter((object) => object.kind === kind) as unknown as readonly T[];
}
