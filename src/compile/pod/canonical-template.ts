import { canonicalAmount } from '../../model/canonical-quantity.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';

/**
 * Spells what the containers of a pod template take as the API server does. A podTemplate may write `cpu: 1`, which comes
 * back as a text, and then differs from what was written for ever.
 */
export function canonicalTemplate(template: JsonObject): JsonObject {
  const { spec: written } = template;
  if (!isObject(written)) return template;
  const spec = whole(written as JsonObject);
  const lists = ['containers', 'initContainers'].filter((list) => Array.isArray(spec[list]));
  const spelt = lists.map(
    (list) => [list, (spec[list] as readonly Json[]).map(container)] as const,
  );
  return { ...template, spec: { ...spec, ...Object.fromEntries(spelt) } } as JsonObject;
}

/** What the pod as a whole takes. */
function whole(spec: JsonObject): JsonObject {
  const { resources } = container(spec) as JsonObject;
  const { overhead } = spec;
  return {
    ...spec,
    ...(resources === undefined ? {} : { resources }),
    ...(isObject(overhead) ? { overhead: amounts(overhead as JsonObject) } : {}),
  };
}

function container(written: Json): Json {
  if (!isObject(written) || !isObject(written.resources)) return written as Json;
  const { resources } = written;
  const kinds = ['requests', 'limits'].filter((kind) => isObject(resources[kind]));
  const spelt = kinds.map((kind) => [kind, amounts(resources[kind] as JsonObject)] as const);
  return { ...written, resources: { ...resources, ...Object.fromEntries(spelt) } } as Json;
}

function amounts(written: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(written).map(([name, amount]) => {
      const isAmount = typeof amount === 'string' || typeof amount === 'number';
      return [name, isAmount ? canonicalAmount(String(amount)) : amount];
    }),
  );
}
