import { isDeepStrictEqual } from 'node:util';
import type { KubeConfig } from '@kubernetes/client-node';
import type { ApiObject } from '../client/api-object.ts';
import { ApiRefusal, orRefusal } from '../client/api-refusal.ts';
import { type ApiCall, type ApiServer, withApiServer } from '../client/api-server.ts';
import { awaitEstablished } from '../crds/await-established.ts';
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
  return withApiServer(config, async (api) => {
    const applyAll = (some: readonly Manifest[]) => {
      const findPath = openPaths(api);
      return Promise.all(some.map((manifest) => applyOne(api, findPath, manifest, options)));
    };
    const first = await applyAll(manifests.filter(isFirst));
    if (options.run === 'real') await awaitEstablished(api, createdCrds(first));
    const rest = await applyAll(manifests.filter((manifest) => !isFirst(manifest)));
    const results = new Map([...first, ...rest].map((applied) => [applied.manifest, applied]));
    return manifests.map((manifest) => results.get(manifest)!);
  });
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
  api: ApiServer,
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
  const ask = (call: ApiCall) => orRefusal(api.call(call) as Promise<ApiObject>);
  for (let attempt = 1; ; attempt += 1) {
    const warnings: string[] = [];
    const before = await ask({ method: 'GET', path });
    const after = await ask({
      method: 'PATCH',
      path: `${path}?${queryOf(options)}`,
      type: 'application/apply-patch+yaml', // of which JSON is a part
      body: atVersion(object, before),
      warned: (text) => warnings.push(text),
    });
    if (attempt === attempts || !isOvertaken(after)) {
      return toApplied({ manifest, warnings }, before, after, options);
    }
  }
}

const attempts = 10;

/**
 * With the version that was read, the API server refuses when a controller wrote in between; without, that write
 * would look like a change of ours.
 */
function atVersion(object: ApiObject, before: ApiObject | ApiRefusal): ApiObject {
  if (before instanceof ApiRefusal) return object;
  const { resourceVersion } = before.metadata;
  return { ...object, metadata: { ...object.metadata, resourceVersion } as ApiObject['metadata'] };
}

/** A conflict over a field has the other manager as its cause, one over the version has no cause. */
function isOvertaken(after: ApiObject | ApiRefusal): boolean {
  if (!(after instanceof ApiRefusal)) return false;
  const { reason, details } = after.refusal;
  return after.status === 409 && reason === 'Conflict' && details?.causes === undefined;
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
  answered: Answered,
  before: ApiObject | ApiRefusal,
  live: ApiObject | ApiRefusal,
  { run }: ApplyOptions,
): Applied {
  if (live instanceof ApiRefusal) {
    const { status, refusal } = live;
    const message = `${answered.manifest.file}: ${refusal.message}`;
    return { ...answered, result: 'refused', status, reason: refusal.reason ?? 'Unknown', message };
  }
  if (before instanceof ApiRefusal) {
    return { ...answered, result: before.status === 404 ? 'created' : 'changed', live };
  }
  // A dry run keeps the old version whatever it changes.
  const same =
    run === 'real'
      ? before.metadata.resourceVersion === live.metadata.resourceVersion ||
        isDeepStrictEqual(withoutRecords(before), withoutRecords(live))
      : isDeepStrictEqual(before, live);
  return { ...answered, result: same ? 'unchanged' : 'changed', live };
}

/** Of a ValidatingAdmissionPolicy the API server writes down anew who owns what when its status was applied, too. */
function withoutRecords(object: ApiObject): unknown {
  const { resourceVersion, managedFields, ...metadata } =
    object.metadata as ApiObject['metadata'] & {
      readonly managedFields?: unknown;
    };
  return { ...object, metadata };
}
