import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { partOf } from '../import/part.ts';
import type { Item } from '../import/read-items.ts';
import { isFor, type Model, textOf } from './model.ts';
import { isConfiguration } from './scaling-configuration.ts';

/** Settings of the Oasis API, and the model they say they are for, if they do. */
export interface Settings {
  readonly configuration: JsonObject;
  readonly model: { readonly [Field in keyof Model]: string | undefined } | undefined;
  /** Where they stand, for notes. */
  readonly place: string;
}

/** All settings of a document: the API's answer itself, a model that holds it, or a list of such. */
export function settingsIn({ value, document: { source, line } }: Item): readonly Settings[] {
  const place = `${source.path}:${line}`;
  const all: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : [value];
  return all.flatMap((one) => {
    if (!isObject(one)) return [];
    const nested = partOf(one as JsonObject, 'scaling_configuration');
    const configuration = isConfiguration(nested) ? nested : (one as JsonObject);
    return isConfiguration(configuration)
      ? [{ configuration, model: modelIn(one as JsonObject), place }]
      : [];
  });
}

function modelIn(value: JsonObject): Settings['model'] {
  const [supplier, model, version] = ['supplier_id', 'model_id', 'version_id'].map((field) =>
    textOf(value[field]),
  );
  if (supplier === undefined && model === undefined && version === undefined) return undefined;
  return { supplier, model, version, api: textOf(value.run_mode) };
}

/** Reads `SUPPLIER/MODEL/VERSION`, with `/v1` or `/v2` behind it or not; `undefined` for anything else. */
export function parseModel(text: string): Settings['model'] {
  const [supplier, model, version, api, ...more] = text.split('/');
  const isWhole = supplier && model && version && more.length === 0;
  const isApi = api === undefined || api === 'v1' || api === 'v2';
  return isWhole && isApi ? { supplier, model, version, api } : undefined;
}

/** The settings for a model: those that name it, else those for which the command line does, else the only ones. */
export function settingsOf(
  model: Model,
  settings: readonly Settings[],
  named: Settings['model'],
  isOnlyModel: 'only' | 'one of many',
): Settings | undefined {
  const own = settings.findLast((one) => one.model !== undefined && isFor(model, one.model));
  if (own !== undefined) return own;
  const nameless = settings.filter((one) => one.model === undefined);
  if (named !== undefined) return isFor(model, named) ? nameless.at(-1) : undefined;
  return isOnlyModel === 'only' && nameless.length === 1 ? nameless[0] : undefined;
}
