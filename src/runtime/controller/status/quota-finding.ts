import { parseQuantity } from '../../../model/quantity.ts';
import type { ResourceQuota } from '../cell/objects.ts';
import type { Copy } from '../cell/world.ts';
import type { Group } from '../resource/group.ts';
import type { GroupFinding } from './finding.ts';

const type = 'QuotaInPlace';

/** Whether the ResourceQuota of a group says what the group says: we share out the one, the API server refuses by the other. */
export function quotaFinding(
  { name, namespace, quota }: Group,
  quotas: Copy<ResourceQuota> | undefined,
): readonly GroupFinding[] {
  // what cannot be read is not said to be missing
  if (quotas === undefined || !quotas.hasSynced()) return [];
  return [compare({ name, namespace, quota }, quotas.get(name))];
}

function compare(
  { name, namespace, quota }: Pick<Group, 'name' | 'namespace' | 'quota'>,
  found: ResourceQuota | undefined,
): GroupFinding {
  if (found === undefined) {
    return {
      type,
      status: 'False',
      reason: 'ResourceQuotaMissing',
      message: `There is no ResourceQuota ${name} in namespace ${namespace}.`,
    };
  }
  const hard = found.spec?.hard ?? {};
  const differing = [...quota].filter(
    ([resource, { nano }]) => parseQuantity(hard[resource] ?? '')?.nano !== nano,
  );
  if (differing.length === 0) {
    return { type, status: 'True', reason: 'InPlace', message: 'The ResourceQuota says the same.' };
  }
  const names = differing.map(([resource]) => resource).join(', ');
  const message = `The ResourceQuota ${name} has other amounts of ${names}.`;
  return { type, status: 'False', reason: 'ResourceQuotaDiffers', message };
}
