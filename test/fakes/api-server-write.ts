import { isDeepStrictEqual } from 'node:util';
import { type FakeAnswer, type FakeRequest, Refusal } from './api-server-answer.ts';
import type { Target } from './api-server-kinds.ts';
import { applyPatch, mergePatch } from './api-server-patch.ts';
import type { KindStore, Stored } from './api-server-store.ts';

/** What writing needs to know. */
export interface WriteContext {
  readonly target: Target;
  readonly store: KindStore;
  /** What each manager applied last, by object, subresource and manager. */
  readonly applied: Map<string, unknown>;
  readonly wall: () => number;
  readonly chance: () => string;
}

type Draft = Readonly<Record<string, unknown>> & { readonly metadata: Stored['metadata'] };

/** Creates an object, as POST does. */
export function create(context: WriteContext, { body }: FakeRequest): FakeAnswer {
  return { status: 201, body: insert(context, body as Draft) };
}

/** Writes over an object, one of its subresources, or applies; as PUT and PATCH do. */
export function update(context: WriteContext, request: FakeRequest): FakeAnswer {
  const { target, store } = context;
  const current = store.get(target.namespace ?? '', target.name!);
  const isApply = request.contentType.startsWith('application/apply-patch');
  if (current === undefined) {
    if (!isApply || target.subresource !== undefined) throw notFound(target);
    remember(context, request);
    return { status: 201, body: insert(context, withName(request.body as Draft, target.name!)) };
  }
  if (target.subresource === 'scale')
    return { status: 200, body: scale(context, current, request) };
  const draft = draftOf(context, current, request);
  const next = admissible(target, current, draft);
  return { status: 200, body: putIfChanged(store, current, next) };
}

/** Removes an object, or marks it where a finalizer keeps it. */
export function remove({ target, store, wall }: WriteContext): FakeAnswer {
  const current = store.get(target.namespace ?? '', target.name!);
  if (current === undefined) throw notFound(target);
  const { finalizers = [] } = current.metadata as { finalizers?: readonly string[] };
  if (finalizers.length === 0) {
    const last = store.remove(current);
    return { status: 200, body: { kind: 'Status', apiVersion: 'v1', status: 'Success', last } };
  }
  const deletionTimestamp = new Date(wall()).toISOString();
  const metadata = { deletionTimestamp, ...current.metadata };
  return { status: 200, body: putIfChanged(store, current, { ...current, metadata }) };
}

/** The Scale of a Deployment; a number of 0 is left out, as Go's `omitempty` does. */
export function scaleOf(object: Stored): object {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const { replicas = 0 } = (object.spec ?? {}) as { replicas?: number };
  const status = (object.status ?? {}) as { replicas?: number };
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: replicas === 0 ? {} : { replicas },
    status: { replicas: status.replicas ?? 0 },
  };
}

export function notFound({ served, name }: Target): Refusal {
  const group = served.group === '' ? '' : `.${served.group}`;
  return new Refusal(404, 'NotFound', `${served.plural}${group} "${name}" not found`);
}

function insert({ target, store, wall, chance }: WriteContext, body: Draft): Stored {
  const { served, namespace } = target;
  const { generateName } = body.metadata as { generateName?: string };
  if (generateName?.endsWith('.')) {
    throw new Refusal(422, 'Invalid', `metadata.generateName: Invalid value: "${generateName}"`);
  }
  const name = body.metadata.name ?? `${generateName}${chance()}`;
  if (store.get(namespace ?? '', name) !== undefined) {
    throw new Refusal(409, 'AlreadyExists', `${served.plural} "${name}" already exists`);
  }
  validate(target, body);
  const { status, ...rest } = body;
  return store.put({
    apiVersion: served.group === '' ? served.version : `${served.group}/${served.version}`,
    kind: served.kind,
    ...(served.status ? withDefaults(served.plural, rest) : body),
    metadata: {
      ...body.metadata,
      name,
      ...(namespace === undefined ? {} : { namespace }),
      uid: `uid-${chance()}`,
      generation: 1,
      creationTimestamp: new Date(wall()).toISOString(),
    },
  });
}

function withDefaults(plural: string, body: Draft | Omit<Draft, 'status'>): object {
  if (plural !== 'deployments') return body;
  return { ...body, spec: { replicas: 1, ...(body.spec as object) } };
}

function withName(body: Draft, name: string): Draft {
  return { ...body, metadata: { ...body.metadata, name } };
}

function draftOf(context: WriteContext, current: Stored, request: FakeRequest): Draft {
  const { contentType, method, body } = request;
  if (method === 'PUT') return body as Draft;
  if (contentType.startsWith('application/merge-patch')) return mergePatch(current, body) as Draft;
  if (contentType.startsWith('application/strategic-merge-patch')) {
    return mergePatch(current, body) as Draft;
  }
  if (!contentType.startsWith('application/apply-patch')) {
    throw new Refusal(415, 'UnsupportedMediaType', `the body is of type ${contentType}`);
  }
  const before = remember(context, request);
  return applyPatch(current, before, withoutVersion(body as Draft)) as Draft;
}

/** Notes what a manager applies and gives what it applied before. */
function remember({ target, applied }: WriteContext, { query, body }: FakeRequest): unknown {
  const { served, namespace, name, subresource } = target;
  if (query.fieldManager === undefined) {
    throw new Refusal(400, 'BadRequest', 'fieldManager is required for apply patch');
  }
  const key = [served.plural, namespace, name, subresource, query.fieldManager].join('/');
  const before = applied.get(key);
  applied.set(key, withoutVersion(body as Draft));
  return before;
}

function withoutVersion(body: Draft): Draft {
  const { resourceVersion, ...metadata } = body.metadata;
  return { ...body, metadata };
}

/** What the API server makes of a draft: fenced, the parts that this path does not write as they were. */
function admissible(target: Target, current: Stored, draft: Draft): Stored {
  const { served, subresource, name } = target;
  checkVersion(current, draft.metadata.resourceVersion, served.plural);
  if (subresource === 'status') {
    if (!served.status) throw new Refusal(404, 'NotFound', `${name} has no status`);
    return { ...current, status: draft.status };
  }
  validate(target, draft);
  const kept = served.status ? { status: current.status } : {};
  const generation = current.metadata.generation ?? 1;
  const isNew = !isDeepStrictEqual(draft.spec, current.spec);
  const { uid, creationTimestamp, resourceVersion } = current.metadata;
  const fixed = { uid, creationTimestamp, resourceVersion };
  const metadata = { ...draft.metadata, ...fixed, generation: generation + (isNew ? 1 : 0) };
  const { status, ...rest } = draft;
  return { ...(served.status ? rest : draft), ...kept, metadata } as Stored;
}

function scale(context: WriteContext, current: Stored, { method, body }: FakeRequest): object {
  const asked = body as { metadata?: { resourceVersion?: string }; spec?: { replicas?: number } };
  checkVersion(current, asked.metadata?.resourceVersion, 'deployments');
  const now = (current.spec ?? {}) as { replicas?: number };
  const replicas = asked.spec?.replicas ?? (method === 'PUT' ? 0 : now.replicas);
  const draft = { ...current, spec: { ...now, replicas } };
  const next = admissible({ ...context.target, subresource: undefined }, current, draft);
  return scaleOf(putIfChanged(context.store, current, next));
}

function checkVersion(current: Stored, version: string | undefined, plural: string): void {
  if (version === undefined || version === current.metadata.resourceVersion) return;
  throw new Refusal(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${plural} "${current.metadata.name}": the object has been modified; please apply your changes to the latest version and try again`,
  );
}

/** A write that changes nothing makes no new version, and no watch hears of it. */
function putIfChanged(store: KindStore, current: Stored, next: Stored): Stored {
  const plain = JSON.parse(JSON.stringify(next)) as Stored;
  return isDeepStrictEqual(plain, JSON.parse(JSON.stringify(current))) ? current : store.put(plain);
}

function validate({ served }: Target, { spec, ...draft }: Draft): void {
  const { replicas } = (spec ?? {}) as { replicas?: unknown };
  const isScaled = served.plural === 'deployments' && replicas !== undefined;
  if (isScaled && !(Number.isInteger(replicas) && (replicas as number) >= 0)) {
    throw new Refusal(422, 'Invalid', 'spec.replicas: must be greater than or equal to 0');
  }
  if (served.plural !== 'events') return;
  for (const field of [
    'eventTime',
    'reportingController',
    'reportingInstance',
    'action',
    'reason',
  ]) {
    if (!draft[field]) throw new Refusal(422, 'Invalid', `${field}: Required value`);
  }
  if (String(draft.note ?? '').length > 1_024) throw new Refusal(422, 'Invalid', 'note: too long');
}
