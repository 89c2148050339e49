import type { Clock } from '../../src/runtime/clock.ts';
import type { ApiClient, KubeObject } from '../../src/runtime/kube/api-client.ts';
import { type FakeAnswer, type FakeRequest, Refusal } from './api-server-answer.ts';
import { createFakeClient } from './api-server-client.ts';
import { createFaults, type FaultSwitch, type Faults } from './api-server-faults.ts';
import { type ServedKind, servedKinds, targetOf } from './api-server-kinds.ts';
import { get, list, type OpenList } from './api-server-read.ts';
import {
  createKindStore,
  createVersions,
  type KindStore,
  type Stored,
} from './api-server-store.ts';
import { type FakeWatch, openWatch } from './api-server-watch.ts';
import { create, remove, update } from './api-server-write.ts';

/** What the fake API server was asked, and what it said. */
export interface Asked extends FakeRequest {
  readonly status: number;
}

/**
 * An API server in the process: lists with pages, watches with versions and bookmarks, fenced writes, `scale` and `status`
 * subresources, Leases and Events. What it does, test/conformance/api-client.ts asks of the real one, too.
 */
export interface FakeApiServer extends FaultSwitch {
  /** A client without sockets, rates or retries, so that a virtual clock can be moved under it. */
  readonly client: ApiClient;
  /** Answers a request; never rejects. What never comes while calls hang ends with `abort`. */
  answer(request: FakeRequest, abort: AbortSignal): Promise<FakeAnswer>;
  /** Opens a watch; throws a Refusal. */
  watch(request: FakeRequest): FakeWatch;
  /** Everything that was asked since the start, oldest first; watches when they were opened. */
  readonly asked: Asked[];
  /** The requests among them that write. */
  writes(): readonly Asked[];
  /** Makes or replaces an object past all rules, as another client or a controller would; gives it as stored. */
  put(plural: string, object: KubeObject & { readonly [field: string]: unknown }): Stored;
  read(plural: string, namespace: string, name: string): Stored | undefined;
  /** Takes an object away, as another client would. */
  take(plural: string, namespace: string, name: string): void;
  /** Sends a bookmark to every watch. */
  bookmark(): void;
  /** Forgets the history: watches and pages from before are answered 410. */
  compact(): void;
  /** Goes back to how an empty cluster was at its start, as a restore from a backup does: versions run backwards. */
  restore(): void;
  /** Ends the watches as a server does that shuts down, or cuts them as a network does. */
  endWatches(how: 'cleanly' | 'torn'): void;
  openWatches(): number;
  /** Removes or brings back a kind, as a CRD does. */
  serve(plural: string, isServed: 'served' | 'unknown'): void;
}

/** Makes an empty cluster. */
export function createFakeApiServer(clock: Clock): FakeApiServer {
  let versions = createVersions();
  const stores = new Map<ServedKind, KindStore>();
  const openLists = new Map<string, OpenList>();
  const applied = new Map<string, unknown>();
  const watches = new Set<FakeWatch>();
  const unknown = new Set<string>();
  const asked: Asked[] = [];
  const faults: Faults = createFaults();
  let count = 0;
  const chance = () => {
    count += 1;
    return count.toString(36).padStart(5, '0');
  };
  const wall = () => clock.read().wall;

  const storeOf = (served: ServedKind): KindStore => {
    const store = stores.get(served) ?? createKindStore(versions);
    stores.set(served, store);
    return store;
  };
  const contextOf = (path: string) => {
    const target = targetOf(path, servedKinds);
    if (target === undefined || unknown.has(target.served.plural)) {
      throw new Refusal(404, 'NotFound', 'the server could not find the requested resource');
    }
    const store = storeOf(target.served);
    return { target, store, versions, openLists, applied, wall, chance };
  };
  const kindOf = (plural: string): ServedKind => {
    const served = servedKinds.find((one) => one.plural === plural);
    if (served === undefined) throw new Error(`the fake API server does not know ${plural}`);
    return served;
  };

  const act = (request: FakeRequest): FakeAnswer => {
    const context = contextOf(request.path);
    if (request.method === 'GET') {
      return context.target.name === undefined ? list(context, request) : get(context);
    }
    if (request.method === 'POST') return create(context, request);
    return request.method === 'DELETE' ? remove(context) : update(context, request);
  };

  const server: Omit<FakeApiServer, 'client'> = {
    ...faults,
    asked,
    answer: async (request, abort) => {
      const planned = await faults.answerTo(request, abort);
      const answer = planned ?? orRefusal(() => act(request));
      asked.push({ ...request, status: answer.status });
      return answer;
    },
    watch: (request) => {
      const planned = faults.plannedFor(request);
      asked.push({ ...request, status: planned?.status ?? 200 });
      if (planned !== undefined) throw Object.assign(new Refusal(0, '', ''), { answer: planned });
      const onStop = (watch: FakeWatch) => watches.delete(watch);
      const isFrozen = faults.isFrozen;
      const watch = openWatch({ ...contextOf(request.path), clock, isFrozen, onStop }, request);
      watches.add(watch);
      return watch;
    },
    writes: () => asked.filter(({ method }) => method !== 'GET'),
    put: (plural, object) => {
      const served = kindOf(plural);
      const { group, version, kind } = served;
      const { namespace, name } = object.metadata;
      const before = storeOf(served).get(namespace ?? '', name)?.metadata;
      const metadata = { uid: `uid-${chance()}`, generation: 1, ...before, ...object.metadata };
      const apiVersion = group === '' ? version : `${group}/${version}`;
      return storeOf(served).put({ apiVersion, kind, ...object, metadata });
    },
    read: (plural, namespace, name) => storeOf(kindOf(plural)).get(namespace, name),
    take: (plural, namespace, name) => {
      const store = storeOf(kindOf(plural));
      const object = store.get(namespace, name);
      if (object !== undefined) store.remove(object);
    },
    bookmark: () => {
      for (const watch of watches) watch.bookmark();
    },
    compact: () => {
      openLists.clear();
      for (const store of stores.values()) store.compact();
    },
    restore: () => {
      versions = createVersions();
      stores.clear();
      openLists.clear();
    },
    endWatches: (how) => {
      for (const watch of [...watches]) how === 'torn' ? watch.cut() : watch.end();
    },
    openWatches: () => watches.size,
    serve: (plural, isServed) => {
      if (isServed === 'served') unknown.delete(plural);
      else unknown.add(plural);
    },
  };
  return { ...server, client: createFakeClient(server) };
}

function orRefusal(act: () => FakeAnswer): FakeAnswer {
  try {
    return act();
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}
