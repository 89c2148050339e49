import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { isSame } from './plain-form.ts';
import { fromSeconds, hasOnly } from './pod-probe.ts';

/** Where a pod may run in the words of a policy, and what of it a policy has no word for. */
export function readPlacement(
  { nodeSelector, tolerations, topologySpreadConstraints, affinity }: JsonObject,
  selector: JsonObject,
): { readonly placement: JsonObject; readonly unsaid: JsonObject } {
  const tolerated = readAll(tolerations, readToleration);
  const spread = readAll(topologySpreadConstraints, (one) => readSpread(one, selector));
  return {
    placement: {
      ...(nodeSelector !== undefined && { nodeSelector }),
      ...(tolerated && { tolerations: tolerated }),
      ...(spread && { spread }),
      ...(affinity !== undefined && { affinity }),
    },
    unsaid: {
      ...(tolerations !== undefined && !tolerated && { tolerations }),
      ...(topologySpreadConstraints !== undefined && !spread && { topologySpreadConstraints }),
    },
  };
}

/** All of a list or nothing: a podTemplate replaces it whole. */
function readAll(
  list: Json | undefined,
  read: (item: Json) => JsonObject | undefined,
): readonly JsonObject[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const items = list.map(read);
  const whole = items.filter((item) => item !== undefined);
  return whole.length === items.length ? whole : undefined;
}

function readToleration(item: Json): JsonObject | undefined {
  if (!hasOnly(item, ['key', 'operator', 'value', 'effect', 'tolerationSeconds'])) return undefined;
  const { tolerationSeconds, operator, ...rest } = item;
  const time = fromSeconds(tolerationSeconds);
  if (tolerationSeconds !== undefined && time === undefined) return undefined;
  const isKnown = operator === undefined || operator === 'Equal' || operator === 'Exists';
  if (!isKnown) return undefined;
  return {
    ...rest,
    ...(operator !== undefined && { operator }),
    ...(time !== undefined && { tolerationTime: time }),
  };
}

function readSpread(item: Json, selector: JsonObject): JsonObject | undefined {
  if (!hasOnly(item, ['maxSkew', 'topologyKey', 'whenUnsatisfiable', 'labelSelector']))
    return undefined;
  const { labelSelector, ...rest } = item;
  const isOwn = isObject(labelSelector) && isSame(labelSelector as Json, { matchLabels: selector });
  return isOwn ? rest : undefined;
}
