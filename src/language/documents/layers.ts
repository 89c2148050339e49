import { isObject, type JsonObject } from '../../model/json.ts';
import type { Layer } from '../../model/origin.ts';
import type { DocumentRef } from '../../model/source.ts';
import type { PolicyKind } from '../schema/kinds.ts';

/** An override of an Environment and where in it it stands. */
export interface Override {
  readonly kind: PolicyKind;
  readonly name?: string;
  readonly namespace?: string;
  readonly layer: Layer;
}

/** Takes the overrides out of an Environment that has passed its schema. */
export function readOverrides(document: DocumentRef, spec: JsonObject): readonly Override[] {
  const written = (spec.overrides ?? []) as unknown as readonly (Omit<Override, 'layer'> & {
    readonly spec: JsonObject;
  })[];
  return written.map(({ spec: values, ...target }, index) => ({
    ...target,
    layer: { from: 'override', document, at: ['spec', 'overrides', index, 'spec'], spec: values },
  }));
}

/** Tells whether an override is meant for a policy; names and namespaces are compared as the policies write them. */
export function appliesTo(
  override: Override,
  kind: string,
  name: string,
  namespace: string,
): boolean {
  return (
    override.kind === kind &&
    (override.name === undefined || override.name === name) &&
    (override.namespace === undefined || override.namespace === namespace)
  );
}

/** The layer that a document's own spec makes; a spec that is no map makes none, and its schema says so. */
export function ownLayer(
  from: 'policy' | 'profile',
  document: DocumentRef,
  value: JsonObject,
): Layer {
  return {
    from,
    document,
    at: ['spec'],
    spec: isObject(value.spec) ? (value.spec as JsonObject) : {},
  };
}
