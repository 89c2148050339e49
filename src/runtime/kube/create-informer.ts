import { instant, type Millis, millis } from '../../model/units.ts';
import type { Parts } from '../parts.ts';
import { type ApiClient, ApiError, type KubeObject } from './api-client.ts';
import { createTokenBucket } from './create-token-bucket.ts';
import { followWatch, type WatchEnd } from './follow-watch.ts';
import type { Informer } from './informer.ts';
import { listAll } from './list-all.ts';
import { createObjectCopy } from './object-copy.ts';
import { type Resource, resourcePath } from './resource-path.ts';
import { createServerContact } from './server-contact.ts';

/** What an Informer is made of. */
export interface InformerParts<T extends KubeObject> extends Parts {
  readonly api: ApiClient;
  readonly resource: Resource;
  readonly labelSelector?: string;
  /** What is kept of an object, to save memory; must keep its name and resourceVersion. All but managedFields if absent. */
  readonly trim?: (object: T) => T;
  /** After how long everything is listed again though nothing seems wrong; 300,000 if absent. */
  readonly relistEveryMs?: number;
  /** How long a watch may be silent; the server sends a bookmark about every minute. 150,000 if absent. */
  readonly deadManMs?: number;
  /** Whether it is worth a warning that there is no such kind, or no right to read it. `wrong` if absent. */
  readonly absence?: 'wrong' | 'allowed';
}

type Changed = (objectName: string) => void;

/** Between two looks at what is not installed or forbidden. */
const absentMs = 60_000;
/** Lists in a row that are not waited for, and then one in ten seconds: a server that answers 410 for ever is not flooded. */
const lists = { burst: 5, perSecond: 0.1 };
/** A watch that ends sooner is not begun again at once: there are proxies that close every one. */
const shortMs = 1_000;
/** Tries to go on with a watch before everything is listed again. */
const watchTries = 3;

/** Makes an empty copy, which `run` fills. */
export function createInformer<T extends KubeObject>(parts: InformerParts<T>): Informer<T> {
  const { api, clock, random, log, resource, labelSelector, trim = withoutManagedFields } = parts;
  const { relistEveryMs = 300_000, deadManMs = 150_000 } = parts;
  const name = nameOf(resource);
  const path = resourcePath(resource);
  const query: Readonly<Record<string, string>> =
    labelSelector === undefined ? {} : { labelSelector };
  const copy = createObjectCopy<T>();
  const bucket = createTokenBucket(clock, lists);
  const contact = createServerContact(parts);
  const { opened, heard } = contact;
  let synced = false;
  let tried = false;
  let unavailable: Absence | undefined;

  const list = async (changed: Changed, abort: AbortSignal): Promise<void> => {
    await bucket.take(abort);
    abort.throwIfAborted();
    const listed = await listAll<T>(api, { path, query, trim }, abort);
    heard();
    const changes = copy.replaceAll(listed);
    unavailable = undefined;
    tried = true;
    synced = true; // before anybody is told, who may look
    for (const objectName of changes) changed(objectName);
  };

  /** Watches until a new list is due; rejects where a watch fails again and again. */
  const watch = async (changed: Changed, abort: AbortSignal): Promise<void> => {
    const until = instant(clock.read().now + relistEveryMs * (0.9 + random() / 5));
    const follow = { api, clock, random, path, query, trim, copy, deadManMs, opened, heard };
    let end: WatchEnd = 'closed';
    while (end === 'closed' && !abort.aborted) {
      end = await goOn(() => followWatch<T>(follow, { until, changed }, abort), abort);
    }
    if (end !== 'silent') return;
    contact.lost();
    log.warn({ informer: name }, 'a watch was silent for too long');
  };

  /** One watch; after an error the next may go on from where it was. */
  const goOn = async (follow: () => Promise<WatchEnd>, abort: AbortSignal): Promise<WatchEnd> => {
    const began = clock.read().now;
    try {
      const end = await follow();
      if (end !== 'closed' || clock.read().now - began >= shortMs) return end;
    } catch (error) {
      contact.lost();
      const isOver = contact.failures() >= watchTries || absenceIn(error) !== undefined;
      if (isOver || abort.aborted) throw error;
      log.info({ informer: name, error }, 'a watch failed and is begun again');
    }
    await clock.sleep(contact.backOff(), abort);
    return 'closed';
  };

  const pauseAfter = (error: unknown): Millis => {
    contact.lost();
    tried = true;
    const absence = absenceIn(error);
    if (absence === undefined) {
      log.warn({ informer: name, error }, 'listing failed and is tried again');
      return contact.backOff();
    }
    if (absence !== unavailable) {
      const level = parts.absence === 'allowed' ? 'debug' : 'warn';
      log[level]({ informer: name, error }, complaints[absence]);
    }
    unavailable = absence;
    return millis(absentMs * (0.5 + random() / 2));
  };

  return {
    name,
    get: copy.get,
    list: copy.list,
    hasSynced: () => synced,
    wasTried: () => tried,
    staleSince: contact.lostSince,
    unavailable: () => unavailable,
    learn: (object) => copy.learn(trim(object)),
    run: async (changed, abort) => {
      while (!abort.aborted) {
        try {
          await list(changed, abort);
          await watch(changed, abort);
        } catch (error) {
          if (!abort.aborted) await clock.sleep(pauseAfter(error), abort);
        }
      }
    },
  };
}

function nameOf({ group, plural, namespace }: Resource): string {
  const kind = group === '' ? plural : `${plural}.${group}`;
  return namespace === undefined ? kind : `${kind} in ${namespace}`;
}

type Absence = 'notFound' | 'forbidden';

const complaints: Readonly<Record<Absence, string>> = {
  notFound: 'the server knows no such kind; are its CRDs installed?',
  forbidden: 'listing is forbidden; is the Role of this ServiceAccount synced?',
};

/** A 404 of a list is that of its kind (an empty namespace is an empty list), and never says that objects were deleted. */
function absenceIn(error: unknown): Absence | undefined {
  if (!(error instanceof ApiError)) return undefined;
  if (error.status === 404) return 'notFound';
  return error.status === 403 ? 'forbidden' : undefined;
}

function withoutManagedFields<T extends KubeObject>(object: T): T {
  const { managedFields, ...metadata } = object.metadata as T['metadata'] & {
    managedFields?: unknown;
  };
  return managedFields === undefined ? object : { ...object, metadata };
}
