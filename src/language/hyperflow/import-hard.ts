import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/report.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { parseQuantity, type Quantity } from '../../model/quantity.ts';
import { plainAmount } from '../import/amount.ts';
import type { Place } from '../import/place.ts';
import { show } from '../validation/validate.ts';

/** The amounts of a ResourceQuota, split into those that a CapacityGroup has and the names of the others. */
export interface Hard {
  readonly amounts: ReadonlyMap<string, Quantity>;
  readonly quota: JsonObject;
  readonly others: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads `spec.hard` of a ResourceQuota. */
export function readHard(hard: Readonly<Record<string, Json>>, place: Place): Hard {
  const read = Object.entries(hard).map(([resource, amount]) => ({
    resource,
    amount,
    quantity: readAmount(amount),
  }));
  const diagnostics = read
    .filter(({ quantity }) => quantity === undefined)
    .map(({ resource, amount }) => {
      const message = `\`spec.hard["${resource}"]\` must be a Kubernetes quantity, got ${show(amount)}`;
      return diagnose('invalid-quantity', message, place(['spec', 'hard', resource], 'value'));
    });
  const all = read.flatMap(({ resource, quantity }) =>
    quantity ? [[full(resource), quantity] as const] : [],
  );
  const amounts = all.filter(([resource]) => isCountable(resource));
  const others = all.map(([resource]) => resource).filter((resource) => !isCountable(resource));
  return { amounts: new Map(amounts), quota: toQuota(amounts), others, diagnostics };
}

function readAmount(amount: Json): Quantity | undefined {
  return typeof amount === 'string' || typeof amount === 'number'
    ? parseQuantity(amount)
    : undefined;
}

/** `cpu` and `memory` in a quota are short for the sums of requests. */
function full(resource: string): string {
  return resource === 'cpu' || resource === 'memory' ? `requests.${resource}` : resource;
}

function isCountable(resource: string): boolean {
  if (resource === 'pods' || resource === 'limits.cpu' || resource === 'limits.memory') return true;
  return (
    resource.startsWith('requests.') && !/^requests\.(?:storage|ephemeral-storage)$/.test(resource)
  );
}

function toQuota(hard: readonly (readonly [string, Quantity])[]): JsonObject {
  const amounts = new Map(
    hard.map(([resource, amount]) => [
      resource,
      resource === 'pods' ? whole(amount) : plainAmount(amount.text),
    ]),
  );
  const take = (resource: string, name: string) =>
    amounts.has(resource) ? { [name]: amounts.get(resource) ?? 0 } : {};
  const limits = { ...take('limits.cpu', 'cpu'), ...take('limits.memory', 'memory') };
  const extended = [...amounts].filter(([resource]) =>
    /^requests\.(?!cpu$|memory$)/.test(resource),
  );
  return {
    ...take('requests.cpu', 'cpu'),
    ...take('requests.memory', 'memory'),
    ...take('pods', 'pods'),
    ...(Object.keys(limits).length > 0 && { limits }),
    ...(extended.length > 0 && {
      extended: Object.fromEntries(
        extended.map(([resource, amount]) => [resource.slice('requests.'.length), amount]),
      ),
    }),
  };
}

/** Pods are a plain number in a CapacityGroup. */
function whole({ nano }: Quantity): number {
  return Number(nano / 1_000_000_000n);
}
