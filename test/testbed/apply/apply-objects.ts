import { isDeepStrictEqual } from 'node:util';
import type { KubeConfig } from '@kubernetes/client-node';
import { awaitEstablished } from '../crds/await-established.ts';
import { type ApiAnswer, type ApiObject, type ApiRequest, openApi } from './api-requests.ts';
import type { Manifest } from './read-manifests.ts';
import { type FindPath, keyOf, openPaths } from './resource-paths.ts';

export interface ApplyOptions {
  /** The owner of the fields that are applied. */
  readonly fieldManager: string;
  /** What becomes of a field that another manager owns with another value: it is taken, or the object is refused. */
  readonly conflicts: 'take' | 'refuse';
  /** A dry run is admitted, defaulted and validated, and not stored. */
  readonly run: 'real' | 'dry';
}

interface Answered {
  readonly manifest: Manifest;
  /** What the API server warned of, which a person at a terminal would have seen. */
  readonly warnings: readonly string[];
}

export type Applied =
  | (Answered & {
      readonly result: 'created' | 'changed' | 'unchanged';
      /** The object as it is now, or would be. */
      readonly live: ApiObject;
    })
  | (Answered & {
      readonly result: 'refused';
      readonly status: number;
      /**
       * The reason of the API server's `Status`, such as `Invalid`, `Conflict` or `Forbidden`; `Unknown` where it gives
       * none, as for a field that the kind does not have, which it answers with status 500.
       */
      readonly reason: string;
      /** Names the file, then what the API server said. */
      readonly message: string;
    });

/**
 * Applies objects server-side, as Argo CD and Flux do, a few at a time: first what others need to be there at all (and
 * waits until kinds are served), then the rest. A refusal is a result and stops nothing. Gives the results in the
 * order of the manifests. The Namespaces must be among the manifests or be there.
 */
export async function applyObjects(
  config: KubeConfig,
  manifests: readonly Manifest[],
  options: ApplyOptions,
): Promise<readonly Applied[]> {
  const request = await openApi(config);
  const applyAll = (some: readonly Manifest[]) => {
    const findPath = openPaths(request);
    return Promise.all(some.map((manifest) => applyOne(request, findPath, manifest, options)));
  };
  const first = await applyAll(manifests.filter(isFirst));
  if (options.run === 'real') await awaitEstablished(config, request, createdCrds(first));
  const rest = await applyAll(manifests.filter((manifest) => !isFirst(manifest)));
  const results = new Map([...first, ...rest].map((applied) => [applied.manifest, applied]));
  return manifests.map((manifest) => results.get(manifest)!);
}

const firstKinds = new Set(['Namespace', 'CustomResourceDefinition', 'PriorityClass']);

function isFirst({ object }: Manifest): boolean {
  return firstKinds.has(object.kind);
}

function createdCrds(applied: readonly Applied[]): readonly string[] {
  return applied
    .filter(({ result }) => result === 'created' || result === 'changed')
    .map(({ manifest }) => manifest.object)
    .filter(({ kind }) => kind === 'CustomResourceDefinition')
    .map(({ metadata }) => metadata.name);
}

async function applyOne(
  request: ApiRequest,
  findPath: FindPath,
  manifest: Manifest,
  options: ApplyOptions,
): Promise<Applied> {
  const { object, file } = manifest;
  const path = await findPath(keyOf(object));
  if (path === undefined) {
    const message = `${file}: the API server has no kind ${object.kind} in ${object.apiVersion}`;
    return { manifest, warnings: [], result: 'refused', status: 404, reason: 'NotFound', message };
  }
  for (let attempt = 1; ; attempt += 1) {
    const before = await request('GET', path);
    const after = await request('PATCH', `${path}?${queryOf(options)}`, {
      type: 'application/apply-patch+yaml', // of which JSON is a part
      json: atVersion(object, before),
    });
    if (attempt === attempts || !isOvertaken(after)) {
      return toApplied(manifest, before, after, options);
    }
  }
}

const attempts = 10;

/**
 * With the version that was read, the API server refuses when a controller wrote in between; without, that write
 * would look like a change of ours.
 */
function atVersion(object: ApiObject, { status, body }: ApiAnswer): ApiObject {
  if (status >= 300) return object;
  const { resourceVersion } = body.metadata;
  return { ...object, metadata: { ...object.metadata, resourceVersion } as ApiObject['metadata'] };
}

/** A conflict over a field has the other manager as its cause, one over the version has no cause. */
function isOvertaken({ status, body }: ApiAnswer): boolean {
  const { causes } = (body.details ?? {}) as { readonly causes?: unknown };
  return status === 409 && body.reason === 'Conflict' && causes === undefined;
}

function queryOf({ fieldManager, conflicts, run }: ApplyOptions) {
  return new URLSearchParams({
    fieldManager,
    fieldValidation: 'Strict',
    force: String(conflicts === 'take'),
    ...(run === 'dry' && { dryRun: 'All' }),
  });
}

function toApplied(
  manifest: Manifest,
  before: ApiAnswer,
  { status, body, warnings }: ApiAnswer,
  { run }: ApplyOptions,
): Applied {
  if (status >= 300) {
    const message = `${manifest.file}: ${body.message}`;
    return {
      manifest,
      warnings,
      result: 'refused',
      status,
      reason: String(body.reason ?? 'Unknown'),
      message,
    };
  }
  if (before.status === 404) return { manifest, warnings, result: 'created', live: body };
  // A dry run keeps the old version whatever it changes.
  const same =
    run === 'real'
      ? before.body.metadata.resourceVersion === body.metadata.resourceVersion
      : isDeepStrictEqual(before.body, body);
  return { manifest, warnings, result: same ? 'unchanged' : 'changed', live: body };
}
