import { millis } from '../../src/model/units.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { WatchEvent } from '../../src/runtime/kube/api-client.ts';
import type { FakeRequest } from './api-server-answer.ts';
import type { Target } from './api-server-kinds.ts';
import { selects } from './api-server-read.ts';
import type { Change, KindStore, Stored, Versions } from './api-server-store.ts';

/** One watch from the server's side. */
export interface FakeWatch {
  readonly path: string;
  /** Gives the next event, or undefined when the watch ended; rejects when it was cut. */
  next(): Promise<WatchEvent | undefined>;
  /** The client is gone. */
  stop(): void;
  /** Ends it as a server does that shuts down. */
  end(): void;
  /** Cuts it as a network does. */
  cut(): void;
  bookmark(): void;
}

/** What a watch needs to know. */
export interface WatchContext {
  readonly target: Target;
  readonly store: KindStore;
  readonly versions: Versions;
  readonly clock: Clock;
  /** Whether the server says nothing at present, though the connection stands. */
  readonly isFrozen: () => boolean;
  readonly onStop: (watch: FakeWatch) => void;
}

const bookmarkEveryMs = 60_000;

/** Opens a watch from the version in the query. */
export function openWatch(context: WatchContext, { path, query }: FakeRequest): FakeWatch {
  const { target, store, versions, clock, isFrozen, onStop } = context;
  const isChosen = selects(query);
  const waiting: WatchEvent[] = [];
  const over = new AbortController();
  let isEnded = false;
  let torn: Error | undefined;
  let wake = () => {};

  const tell = (event: WatchEvent) => {
    if (isFrozen()) return; // what is said into a dead connection is lost
    waiting.push(event);
    wake();
  };
  const onChange = (change: Change) => {
    const { namespace } = target;
    if (namespace !== undefined && change.object.metadata.namespace !== namespace) return;
    const event = eventOf(change, isChosen);
    if (event !== undefined) tell(event);
  };
  const bookmark = () => {
    const { group, version, kind } = target.served;
    const apiVersion = group === '' ? version : `${group}/${version}`;
    const metadata = { resourceVersion: `${versions.current()}` } as Stored['metadata'];
    tell({ type: 'BOOKMARK', object: { kind, apiVersion, metadata } });
  };
  const finish = () => {
    isEnded = true;
    over.abort();
    unfollow();
    onStop(watch);
    wake();
  };

  const from = Number(query.resourceVersion ?? 0);
  const unfollow = store.follow(onChange);
  const watch: FakeWatch = {
    path,
    bookmark,
    stop: finish,
    end: finish,
    cut: () => {
      torn = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
      finish();
    },
    next: async () => {
      while (waiting.length === 0 && !isEnded) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (torn !== undefined) throw torn;
      return waiting.shift();
    },
  };

  const missed = from === 0 ? undefined : store.since(from);
  if (from === 0) {
    for (const object of store.list(target.namespace).filter(isChosen)) {
      tell({ type: 'ADDED', object });
    }
  } else if (missed === undefined) {
    tell(expired(from));
    finish();
  } else for (const change of missed) onChange(change);

  // the end of a connection that is dead is not seen either
  const close = () => isFrozen() || finish();
  void ticks(clock, query, { bookmark, close, isOver: over.signal });
  return watch;
}

interface Ticked {
  readonly bookmark: () => void;
  readonly close: () => void;
  readonly isOver: AbortSignal;
}

async function ticks(
  clock: Clock,
  query: Readonly<Record<string, string>>,
  { bookmark, close, isOver }: Ticked,
): Promise<void> {
  const end = clock.read().now + Number(query.timeoutSeconds ?? 1_800) * 1_000;
  while (!isOver.aborted) {
    const left = end - clock.read().now;
    await clock.sleep(millis(Math.min(bookmarkEveryMs, left)), isOver);
    if (isOver.aborted) return;
    if (query.allowWatchBookmarks === 'true') bookmark();
    if (clock.read().now >= end) return close();
  }
}

function eventOf(
  { type, object, before }: Change,
  isChosen: (object: Stored | undefined) => boolean,
): WatchEvent | undefined {
  const [was, is] = [isChosen(before), isChosen(object)];
  if (type === 'DELETED') return was ? { type, object } : undefined;
  if (is) return { type: was ? 'MODIFIED' : 'ADDED', object };
  return was ? { type: 'DELETED', object } : undefined;
}

function expired(from: number): WatchEvent {
  const message = `too old resource version: ${from}`;
  const status = { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'Expired' };
  return { type: 'ERROR', object: { ...status, message, code: 410 } as unknown as Stored };
}
