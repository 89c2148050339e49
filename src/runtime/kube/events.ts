import { type Instant, millis } from '../../model/units.ts';
import type { Parts } from '../parts.ts';
import { type ApiClient, ApiError } from './api-client.ts';
import { microTime } from './lease-record.ts';
import { resourcePath } from './resource-path.ts';

/** Something to be told with `kubectl describe` and `kubectl events`. */
export interface TellableEvent {
  readonly type: 'Normal' | 'Warning';
  /** One word in CamelCase: `Scaled`. */
  readonly reason: string;
  /** What was done or tried: `Scale`. */
  readonly action: string;
  /** At most 1,024 bytes are kept. */
  readonly note: string;
  readonly regarding: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
    readonly uid?: string;
  };
}

/** Tells events to the API server. */
export interface Events {
  /** Never waits and never fails: what cannot be told is left out. The same again is counted on the first. */
  tell(event: TellableEvent): void;
  /** Sends what is told until `abort` fires. Called once. */
  run(abort: AbortSignal): Promise<void>;
}

/** What Events are made of. */
export interface EventsParts extends Parts {
  readonly api: Pick<ApiClient, 'call'>;
  /** `roster.dev/controller`. */
  readonly controller: string;
  /** The name of our pod. */
  readonly instance: string;
}

/** One event that was told, and how often. */
interface Series {
  readonly event: TellableEvent;
  /** Of its Event; `undefined` until the server has it. */
  name: string | undefined;
  count: number;
  /** What of `count` the server knows. */
  sent: number;
  lastAt: Instant;
  lastWall: Instant;
}

/** Series that are remembered; with the oldest forgotten, the same event is a new one. */
const mostSeries = 500;
/** The server forgets an Event after an hour. */
const seriesMs = 600_000;
/** Between two rounds of sending: repetitions within are one patch. */
const roundMs = 1_000;
const longestNote = 1_024;

/** Makes one that has told nothing; nothing is sent before `run`. */
export function createEvents(parts: EventsParts): Events {
  const { api, clock, log, controller, instance } = parts;
  const known = new Map<string, Series>();
  let wake = () => {};

  const tell = (event: TellableEvent) => {
    const { now, wall } = clock.read();
    const key = keyOf(event);
    const before = known.get(key);
    const goesOn = before !== undefined && now - before.lastAt < seriesMs;
    const series = goesOn ? before : newSeries(event);
    series.count += 1;
    series.lastAt = now;
    series.lastWall = wall;
    known.delete(key); // the one told last is the last to be forgotten
    known.set(key, series);
    for (const oldest of known.keys()) {
      if (known.size <= mostSeries) break;
      known.delete(oldest);
    }
    wake();
  };

  const send = async (series: Series, abort: AbortSignal): Promise<void> => {
    const { count, event, lastWall } = series;
    const { namespace } = event.regarding;
    const all = { group: 'events.k8s.io', version: 'v1', plural: 'events', namespace };
    series.sent = count; // also where it fails: an event is not worth a second try
    if (series.name === undefined) {
      const body = bodyOf(series, { controller, instance });
      const call = { method: 'POST', path: resourcePath(all), body } as const;
      series.name = (await api.call<{ metadata: { name: string } }>(call, abort)).metadata.name;
      return;
    }
    const body = { series: { count, lastObservedTime: microTime(lastWall) } };
    const contentType = 'application/merge-patch+json';
    const path = resourcePath(all, series.name);
    await api.call({ method: 'PATCH', path, body, contentType }, abort);
  };

  const trySend = async (series: Series, abort: AbortSignal): Promise<void> => {
    try {
      await send(series, abort);
    } catch (error) {
      if (abort.aborted) return;
      // an Event that the server has forgotten begins anew with the next one
      if (error instanceof ApiError && error.status === 404) series.name = undefined;
      log.debug({ error, reason: series.event.reason }, 'an event could not be told');
    }
  };

  const sendAll = async (abort: AbortSignal): Promise<boolean> => {
    const waiting = [...known.values()].filter(({ sent, count }) => sent < count);
    for (const series of waiting) {
      if (!abort.aborted) await trySend(series, abort);
    }
    return waiting.length > 0;
  };

  return {
    tell,
    run: async (abort) => {
      const stop = () => wake();
      abort.addEventListener('abort', stop, { once: true });
      while (!abort.aborted) {
        const nap = new AbortController();
        wake = () => nap.abort();
        const isBusy = await sendAll(abort);
        if (isBusy) await clock.sleep(millis(roundMs), abort);
        else if (!abort.aborted) await clock.sleep(millis(seriesMs), nap.signal);
      }
      abort.removeEventListener('abort', stop);
    },
  };
}

function newSeries(event: TellableEvent): Series {
  const never = 0 as Instant;
  return { event, name: undefined, count: 0, sent: 0, lastAt: never, lastWall: never };
}

function keyOf({ type, reason, action, note, regarding }: TellableEvent): string {
  return JSON.stringify([
    regarding.kind,
    regarding.namespace,
    regarding.name,
    regarding.uid,
    type,
    reason,
    action,
    note,
  ]);
}

function bodyOf(
  { event, lastWall }: Series,
  { controller, instance }: { readonly controller: string; readonly instance: string },
): object {
  const { regarding, type, reason, action, note } = event;
  return {
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    metadata: { generateName: `${regarding.name.slice(0, 200)}-`, namespace: regarding.namespace },
    eventTime: microTime(lastWall),
    reportingController: controller,
    reportingInstance: instance,
    type,
    reason,
    action,
    note: Buffer.from(note)
      .subarray(0, longestNote)
      .toString()
      .replace(/\uFFFD$/, ''),
    regarding,
  };
}
