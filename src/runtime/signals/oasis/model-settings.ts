import { isObject } from '../../../model/json.ts';
import type { ModelIdentity } from '../../../scaling/oasis/identity.ts';
import type { OasisApi } from './oasis-api.ts';

/** What the API says of a model: `undefined` settings are those of a model it does not know, or knows by another spelling. */
export type ModelAnswer =
  | { readonly known: true; readonly settings: unknown }
  | { readonly known: false; readonly because: string };

/** Reads the scaling_configuration of a model; its id is looked up once and kept. Rejects where the API gave no answer. */
export type ReadModel = (identity: ModelIdentity, abort: AbortSignal) => Promise<ModelAnswer>;

export function createModelReader(api: OasisApi): ReadModel {
  const ids = new Map<string, string>();
  return async (identity, abort) => {
    const key = JSON.stringify([identity.supplier, identity.model, identity.version]);
    let id = ids.get(key);
    if (id === undefined) {
      const found = await lookUp(api, identity, abort);
      if (!found.ok) return { known: false, because: found.because };
      id = found.id;
      ids.set(key, id);
    }
    const settings = await api.get(`/v2/models/${id}/scaling_configuration/`, 'settings', abort);
    if (settings !== undefined) return { known: true, settings };
    // Deleted, perhaps registered anew under another id: looked up again next time.
    ids.delete(key);
    return { known: false, because: 'the API has no scaling configuration of the model' };
  };
}

type Found =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly because: string };

async function lookUp(api: OasisApi, identity: ModelIdentity, abort: AbortSignal): Promise<Found> {
  const { supplier, model, version } = identity;
  const query = new URLSearchParams({
    supplier_id: supplier,
    model_id: model,
    version_id: version,
  });
  const models = await api.get(`/v2/models/?${query}`, 'list', abort);
  if (!Array.isArray(models)) throw new Error('looking up a model: the answer is no list');
  const named = models.filter(isObject);
  const match = named.find(
    (one) => one.supplier_id === supplier && one.model_id === model && one.version_id === version,
  );
  const id = match?.id;
  if (typeof id === 'number' && Number.isSafeInteger(id)) return { ok: true, id: String(id) };
  return {
    ok: false,
    because:
      named.length > 0
        ? 'the API spells the ids of the model in another letter case'
        : 'the API knows no such model, or the account may not see it',
  };
}
