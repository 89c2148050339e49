import type { Json, JsonObject } from '../../model/json.ts';

/** What tells a model on an Oasis platform from others, and the API its workers serve. */
export interface Model {
  readonly supplier: string;
  readonly model: string;
  readonly version: string;
  readonly api: 'v1' | 'v2';
}

/** Reads the identity of a worker of the chart's values; a `problem` says which field is wrong. */
export function readModel(worker: JsonObject): Model | { readonly problem: string } {
  const [supplier, model, version] = ['supplierId', 'modelId', 'modelVersionId'].map((field) =>
    textOf(worker[field]),
  );
  if (!supplier || !model || !version)
    return { problem: 'it needs `supplierId`, `modelId` and `modelVersionId`' };
  const api = worker.apiVersion;
  if (api !== 'v1' && api !== 'v2')
    return { problem: `its \`apiVersion\` must be v1 or v2, got ${JSON.stringify(api ?? null)}` };
  return { supplier, model, version, api };
}

/** A version that looks like a number is read as one where its quotes were forgotten. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** The name that the chart gives the Deployment: neither cleaned nor cut. */
export function deploymentName({ supplier, model, version, api }: Model): string {
  return `worker-${supplier}-${model}-${version}-${api}`.toLowerCase();
}

/** Tells whether settings that name a model, or a part of it, are for this one. */
export function isFor(
  { supplier, model, version, api }: Model,
  named: { readonly [Field in keyof Model]: string | undefined },
): boolean {
  return (
    named.supplier === supplier &&
    named.model === model &&
    named.version === version &&
    (named.api === undefined || named.api.toLowerCase() === api)
  );
}
