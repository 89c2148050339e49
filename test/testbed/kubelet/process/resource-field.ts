import type { V1Pod, V1ResourceFieldSelector } from '@kubernetes/client-node';
import { parseQuantity } from '../../../../src/model/quantity.ts';

type Amounts = Readonly<Record<string, string>>;

const nanosInUnit = 1_000_000_000n;
/** Where a container has no limit the downward API says what its node has. */
const limitedByNode = new Set(['cpu', 'memory', 'ephemeral-storage']);

/** The value that the downward API gives for a container's resource, in units of the divisor and rounded up; `undefined` for a resource it does not have. */
export function resourceField(
  pod: V1Pod,
  selector: V1ResourceFieldSelector,
  context: { readonly container: string; readonly allocatable: Amounts },
): string | undefined {
  const [, kind, resource] =
    /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/.exec(selector.resource) ??
    [];
  if (kind === undefined || resource === undefined) return undefined;
  const name = selector.containerName || context.container;
  const { containers = [], initContainers = [] } = pod.spec ?? {};
  const container = [...containers, ...initContainers].find((one) => one.name === name);
  if (container === undefined) return undefined;
  const own = container.resources?.[kind as 'limits' | 'requests']?.[resource];
  const ofNode = limitedByNode.has(resource) ? context.allocatable[resource] : undefined;
  const amount = nanos(kind === 'limits' && !(own && nanos(own)) ? (ofNode ?? own) : own);
  const divisor = nanos(selector.divisor) || nanosInUnit;
  return String((amount + divisor - 1n) / divisor);
}

function nanos(text = '0'): bigint {
  return parseQuantity(text)?.nano ?? 0n;
}
