import { isObject } from '../../../model/json.ts';

/** An item of a list in a podTemplate, and its place there. */
export interface TemplateItem {
  readonly index: number;
  readonly item: Readonly<Record<string, unknown>>;
}

/** The maps of a list in a part of a podTemplate; what is not a list of maps has its own diagnostic. */
export function itemsOf(
  part: Readonly<Record<string, unknown>>,
  field: string,
): readonly TemplateItem[] {
  const list = part[field];
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown, index) => (isObject(item) ? [{ index, item }] : []));
}
