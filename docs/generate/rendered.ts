import type { JsonObject } from '../../src/model/json.ts';

interface ScaledObject {
  readonly spec: { readonly triggers: readonly { readonly type: string }[] };
}

interface PrometheusRule {
  readonly spec: {
    readonly groups: readonly { readonly rules: readonly { readonly record?: string }[] }[];
  };
}

/** The types of the triggers in the ScaledObjects among these. */
export function triggersIn(objects: readonly JsonObject[]): readonly string[] {
  const scaled = ofKind<ScaledObject>(objects, 'ScaledObject');
  return scaled.flatMap(({ spec }) => spec.triggers.map(({ type }) => type));
}

/** The series that the PrometheusRules among these record. */
export function recordedIn(objects: readonly JsonObject[]): readonly string[] {
  const rules = ofKind<PrometheusRule>(objects, 'PrometheusRule')
    .flatMap(({ spec }) => spec.groups)
    .flatMap((group) => group.rules);
  return rules.flatMap(({ record }) => (record === undefined ? [] : [record]));
}

function ofKind<T>(objects: readonly JsonObject[], kind: string): readonly T[] {
  return objects.filter((object) => object.kind === kind) as unknown as readonly T[];
}
