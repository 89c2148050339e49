import { isObject, type Json } from '../../model/json.ts';
import { type JsonSchema, mapChildren } from '../schema/json-schema.ts';
import { branchesByKind } from './branches.ts';

/**
 * A schema as an editor needs it: without the keywords that only our own tools read, and with what absence means said in
 * the description, which is what an editor shows.
 */
export function forEditor(schema: JsonSchema): JsonSchema {
  const { oneOf, ...rest } = mapChildren(schema, forEditor);
  const own = Object.entries(rest).filter(
    ([keyword]) => !keyword.startsWith('x-') && keyword !== 'discriminator',
  );
  return {
    ...Object.fromEntries(own),
    ...(rest.description !== undefined && { description: describe(rest, rest.description) }),
    ...(oneOf && branchesByKind(oneOf)),
  };
}

function describe(schema: JsonSchema, description: string): string {
  const { default: value, 'x-absent': absent } = schema;
  if (absent !== undefined) return `${description} Without it: ${absent}.`;
  return isWorthSaying(value)
    ? `${description} Default: ${typeof value === 'string' ? value : JSON.stringify(value)}.`
    : description;
}

/** That nothing is there by default goes without saying. */
function isWorthSaying(value: Json | undefined): boolean {
  return isObject(value) || Array.isArray(value)
    ? Object.keys(value).length > 0
    : value !== undefined;
}
