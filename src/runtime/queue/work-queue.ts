import { type Instant, instant, type Millis, millis } from '../../model/units.ts';
import { after } from '../clock.ts';
import { createTokenBucket } from '../kube/create-token-bucket.ts';
import type { Parts } from '../parts.ts';
import { createDueTimes } from './due-times.ts';

/** What a queue is made of. */
export interface WorkQueueParts extends Pick<Parts, 'clock' | 'random' | 'log'> {
  /** The longest wait before the second try of a key; doubled for each try after it. 500 if absent. */
  readonly baseMs?: number;
  /** The longest wait of all; 60,000 if absent. */
  readonly capMs?: number;
  /** Second and later tries of all keys together; 20 if absent. What is not a repetition is not slowed. */
  readonly perSecond?: number;
  /** Told of each piece of work that failed, to be counted. */
  readonly failed?: (key: string) => void;
}

/** Does one piece of work; it looks at the world itself and does not care why it is asked. It fails by rejecting. */
export type Work = (key: string, abort: AbortSignal) => Promise<void>;

/**
 * Keys that are to be worked on. A key is there once however often it is added, is never worked on twice at the same time,
 * and is worked on again where it was added meanwhile. What fails comes again, later each time, and holds up no other.
 */
export interface WorkQueue {
  /** As soon as there is a free hand, in the order of adding; also where its last try failed and it waits for the next. */
  add(key: string): void;
  /** After `length` at the latest: of several moments the earliest counts. */
  addAfter(key: string, length: Millis): void;
  /** Works on at most `concurrency` keys at once until `abort` fires, and resolves when the last of them is done. Called once. */
  run(work: Work, concurrency: number, abort: AbortSignal): Promise<void>;
  /** How many wait for a free hand or have one; not those that wait for their moment. */
  unfinished(): number;
}

/** Makes an empty queue. */
export function createWorkQueue(parts: WorkQueueParts): WorkQueue {
  const { clock, random, log, baseMs = 500, capMs = 60_000, perSecond = 20 } = parts;
  const retries = createTokenBucket(clock, { perSecond, burst: Math.max(1, 2 * perSecond) });
  const ready = new Set<string>();
  const active = new Map<string, Promise<void>>();
  const again = new Set<string>();
  const failures = new Map<string, number>();
  const due = createDueTimes();
  let wake = () => {};

  const add = (key: string) => {
    due.remove(key);
    if (active.has(key)) again.add(key);
    else ready.add(key);
    wake();
  };

  const addAt = (key: string, at: Instant) => {
    due.set(key, at);
    if (due.next() === at) wake();
  };

  const retry = (key: string, error: unknown) => {
    const count = (failures.get(key) ?? 0) + 1;
    failures.set(key, count);
    const longest = Math.min(capMs, baseMs * 2 ** (count - 1));
    const wait = longest * (0.5 + random() / 2);
    const at = Math.max(retries.reserve(), after(clock.read().now, millis(wait)));
    // a thousand keys that fail for hours are one story and not a thousand lines a minute
    const level = Number.isInteger(Math.log2(count)) ? 'warn' : 'debug';
    log[level]({ key, failures: count, error }, 'work failed and is tried again');
    parts.failed?.(key);
    addAt(key, instant(at));
  };

  const start = (key: string, work: Work, abort: AbortSignal) => {
    ready.delete(key);
    const done = async () => {
      try {
        await work(key, abort);
        failures.delete(key);
      } catch (error) {
        if (!abort.aborted) retry(key, error);
      }
      active.delete(key);
      if (again.delete(key)) ready.add(key);
      wake();
    };
    // in a turn of its own: `add` may be called by what the work waits for
    active.set(key, Promise.resolve().then(done));
  };

  const surface = (now: Instant) => {
    for (let key = due.take(now); key !== undefined; key = due.take(now)) add(key);
  };

  return {
    add,
    addAfter: (key, length) => addAt(key, after(clock.read().now, length)),
    unfinished: () => ready.size + active.size,
    run: async (work, concurrency, abort) => {
      const stop = () => wake();
      abort.addEventListener('abort', stop, { once: true });
      while (!abort.aborted) {
        const nap = new AbortController();
        wake = () => nap.abort();
        const { now } = clock.read();
        surface(now);
        for (const key of ready) {
          if (active.size >= concurrency) break;
          start(key, work, abort);
        }
        const next = due.next();
        await sleepUntil(next, nap.signal);
      }
      abort.removeEventListener('abort', stop);
      await Promise.all(active.values());
    },
  };

  async function sleepUntil(moment: Instant | undefined, nap: AbortSignal): Promise<void> {
    if (nap.aborted) return; // something came while we looked
    const length = moment === undefined ? longestNapMs : moment - clock.read().now;
    await clock.sleep(millis(Math.min(longestNapMs, Math.max(0, length))), nap);
  }
}

/** What has no end would not keep a timer's promise either: a timer of more than 24 days fires at once. */
const longestNapMs = 3_600_000;
