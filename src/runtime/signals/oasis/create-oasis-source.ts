import { type Instant, type Millis, millis } from '../../../model/units.ts';
import { queueOf } from '../../../scaling/oasis/identity.ts';
import { type Loads, loadOf, loadsOf } from '../../../scaling/oasis/load.ts';
import type { OasisSettings } from '../../connections.ts';
import type { Parts } from '../../parts.ts';
import { sentenceOf } from '../sentence-of.ts';
import type { Report, Source } from '../source.ts';
import type { RuntimeSignal, WantedSignal } from '../wanted-signal.ts';
import { accessOf } from './access.ts';
import { createComplaints } from './complaints.ts';
import { inParallel } from './in-parallel.ts';
import { createModelReader, type ModelAnswer } from './model-settings.ts';
import { createOasisApi, parallelRequests } from './oasis-api.ts';
import { createSnapshotFeed, type FeedEvent } from './snapshot-feed.ts';
import { defaultTimes, type WebsocketTimes } from './websocket.ts';

export type OasisSignal = Extract<RuntimeSignal, { source: 'oasis' }>;
type Wanted = WantedSignal<OasisSignal>;

export interface OasisSourceOptions extends Parts {
  /** `oasis.main`. */
  readonly name: string;
  readonly settings: OasisSettings;
  /** The longest time between two questions while nothing is pushed; 30,000 if absent. Shorter intervals of signals count. */
  readonly pollEveryMs?: number;
  /** The shortest, whatever signals ask for: a picture is expensive to make; 1,000 if absent. */
  readonly pollAtLeastMs?: number;
  /** For one request, in milliseconds; 10,000 if absent. */
  readonly timeoutMs?: number;
  readonly times?: WebsocketTimes;
}

/**
 * The queues of a platform as a source: pushed by its websocket, asked for where nothing is pushed. The settings of a model
 * are read with every picture; where that fails the last good ones count, and the load is reported all the same.
 */
export function createOasisSource(options: OasisSourceOptions): Source<OasisSignal> {
  const { name, clock, log } = options;
  const { pollEveryMs = 30_000, pollAtLeastMs = 1_000, timeoutMs = 10_000 } = options;
  const times = options.times ?? defaultTimes;
  const access = accessOf(options.settings, options.readFile);
  const api = createOasisApi(access, millis(timeoutMs), options);
  const readModel = createModelReader(api);
  const complaints = createComplaints(name, log);
  const answers = new Map<string, ModelAnswer>();
  let wanted: readonly Wanted[] = [];
  let picture: Picture | undefined;
  let running: { readonly report: Report; readonly abort: AbortSignal } | undefined;
  let reading: Promise<void> | undefined;
  let again = false;

  const shortest = (limit: number): Millis =>
    millis(Math.max(pollAtLeastMs, Math.min(limit, ...wanted.map(({ interval }) => interval))));
  const feed = createSnapshotFeed({
    ...options,
    access,
    api,
    times,
    pollEvery: () => shortest(pollEveryMs),
    freshFor: () => shortest(times.silence),
  });

  const tell = (signals: readonly Wanted[]): void => {
    if (picture === undefined || running === undefined) return;
    for (const one of signals) {
      const answer = answers.get(modelOf(one));
      running.report(one.key, readingOf(one, picture, answer));
    }
  };

  const readOne = async (signal: OasisSignal, abort: AbortSignal): Promise<void> => {
    const model = modelKey(signal);
    const before = answers.get(model);
    try {
      answers.set(model, await readModel(signal, abort));
      complaints.over(model);
    } catch (error) {
      if (!abort.aborted)
        complaints.warn(model, sentenceOf(error), 'reading the settings of a model failed');
    }
    const isNews = JSON.stringify(before) !== JSON.stringify(answers.get(model));
    // What was known before is told already; the first picture waited for this.
    if (isNews || before === undefined) tell(wanted.filter((one) => modelOf(one) === model));
  };

  /** Reads the settings of all models, and again if a newer picture came meanwhile: only the newest counts. */
  const readAll = async (abort: AbortSignal): Promise<void> => {
    do {
      again = false;
      const models = new Map(wanted.map((one) => [modelOf(one), one.signal]));
      await inParallel(parallelRequests, [...models.values()], (signal) => readOne(signal, abort));
    } while (again && !abort.aborted);
    reading = undefined;
  };

  const refresh = (signals: readonly Wanted[]): void => {
    if (running === undefined || picture === undefined) return;
    // Those whose settings are known need not wait for a request.
    tell(signals.filter((one) => answers.has(modelOf(one))));
    again = true;
    reading ??= readAll(running.abort);
  };

  const hear = (event: FeedEvent): void => {
    switch (event.kind) {
      case 'snapshot':
        picture = {
          loads: loadsOf(event.entries),
          sampledAt: event.sampledAt,
          arrivedAt: clock.read().now,
        };
        refresh(wanted);
        return;
      case 'unchanged':
        tell(wanted);
        return;
      case 'failed':
        for (const { key } of wanted) running?.report(key, { ok: false, because: event.because });
        return;
      case 'lost':
        return;
    }
  };

  return {
    name,
    want: (signals) => {
      const before = new Set(wanted.map(({ key }) => key));
      wanted = signals;
      const models = new Set(signals.map(modelOf));
      for (const model of answers.keys()) if (!models.has(model)) answers.delete(model);
      const added = signals.filter(({ key }) => !before.has(key));
      if (added.length > 0) refresh(added);
      feed.reconsider();
    },
    run: async (report, abort) => {
      running = { report: guarded(report, abort), abort };
      await feed.run(hear, abort);
      await reading;
      api.close();
    },
  };
}

interface Picture {
  readonly loads: Loads;
  readonly sampledAt: Instant;
  readonly arrivedAt: Instant;
}

function readingOf({ signal }: Wanted, picture: Picture, answer: ModelAnswer | undefined) {
  const { loads, sampledAt, arrivedAt } = picture;
  if (answer?.known === false) return { ok: false, because: answer.because } as const;
  const read = loadOf(loads, queueOf(signal));
  if (!read.ok) return { ok: false, because: read.problem } as const;
  const units = signal.count === 'tasks' ? read.load.tasks : read.load.analyses;
  const platform = { ...read.load, settings: answer?.settings };
  return { ok: true, sample: { load: { units, platform }, sampledAt, arrivedAt } } as const;
}

function modelOf({ signal }: Wanted): string {
  return modelKey(signal);
}

function modelKey({ supplier, model, version }: OasisSignal): string {
  return JSON.stringify([supplier, model, version]);
}

/** Nothing is reported once the source is told to stop. */
function guarded(report: Report, abort: AbortSignal): Report {
  return (key, reading) => {
    if (!abort.aborted) report(key, reading);
  };
}
