import type { Instant } from '../../model/units.ts';
import type { ModelIdentity } from '../../scaling/oasis/identity.ts';
import type { ModelSettings } from '../../scaling/oasis/model-state.ts';
import { isFilled, wantOf } from '../../scaling/oasis/want.ts';
import { after } from '../clock.ts';
import type { Parts } from '../parts.ts';
import { backoffAfter } from '../signals/oasis/backoff.ts';
import { inParallel } from '../signals/oasis/in-parallel.ts';
import type { ModelAnswer, ReadModel } from '../signals/oasis/model-settings.ts';
import { parallelRequests } from '../signals/oasis/oasis-api.ts';
import { sentenceOf } from '../signals/sentence-of.ts';

/** What is known of each model's settings, and what is being read. */
export interface ModelBook {
  settingsOf(identity: ModelIdentity): ModelSettings;
  /** Begins to read what is due for a new snapshot; `done` is called after each answer. */
  refresh(models: readonly Refreshed[], abort: AbortSignal): void;
  /** Begins to read what has no answer yet: Deployments also come between snapshots, and requests fail. */
  meet(models: readonly Refreshed[], abort: AbortSignal): void;
  /** When `meet` has something to read again, after a failure. */
  retryAt(): Instant | undefined;
  /** Resolves when nothing is being read any more. */
  settled(): Promise<void>;
}

export interface Refreshed {
  readonly identity: ModelIdentity;
  readonly replicas: number;
}

export interface BookOptions extends Pick<Parts, 'clock' | 'random'> {
  readonly readModel: ReadModel;
  readonly continueUpdateScaling: boolean;
  readonly done: () => void;
}

/** A model whose reading fails keeps its last good settings, and is no longer waited for. */
export function createModelBook({
  readModel,
  continueUpdateScaling,
  done,
  clock,
  random,
}: BookOptions): ModelBook {
  const answers = new Map<string, ModelAnswer>();
  const failures = new Map<string, Failure>();
  const reading = new Set<string>();
  const underway = new Set<Promise<void>>();

  const isDue = ({ identity, replicas }: Refreshed): boolean => {
    const key = keyOf(identity);
    if (reading.has(key)) return false;
    const answer = answers.get(key);
    return answer?.known !== true || replicas === 0 || continueUpdateScaling || needsMore(answer);
  };

  const isNew = ({ identity }: Refreshed): boolean => {
    const key = keyOf(identity);
    const failure = failures.get(key);
    const isTime = failure === undefined || failure.retryAt <= clock.read().now;
    return isTime && !answers.has(key) && !reading.has(key);
  };

  const read = async (identity: ModelIdentity, abort: AbortSignal): Promise<void> => {
    const key = keyOf(identity);
    try {
      answers.set(key, await readModel(identity, abort));
      failures.delete(key);
    } catch (error) {
      const count = (failures.get(key)?.count ?? 0) + 1;
      const retryAt = after(clock.read().now, backoffAfter(count - 1, random));
      failures.set(key, { because: sentenceOf(error), count, retryAt });
    }
    reading.delete(key);
    if (!abort.aborted) done();
  };

  const readAll = (due: readonly Refreshed[], abort: AbortSignal): void => {
    if (due.length === 0) return;
    for (const { identity } of due) reading.add(keyOf(identity));
    const batch = inParallel(parallelRequests, due, ({ identity }) => read(identity, abort));
    underway.add(batch);
    void batch.finally(() => underway.delete(batch));
  };

  return {
    settingsOf: (identity) => {
      const key = keyOf(identity);
      const answer = answers.get(key);
      const failure = failures.get(key);
      if (answer?.known === false) return { state: 'none', because: answer.because };
      // One that failed last time is not waited for: others may have to wait for it.
      if (reading.has(key) && failure === undefined) return { state: 'reading' };
      if (answer !== undefined) return { state: 'read', settings: answer.settings };
      return { state: 'none', because: failure?.because ?? 'its settings are not read yet' };
    },
    refresh: (models, abort) => readAll(models.filter(isDue), abort),
    meet: (models, abort) => readAll(models.filter(isNew), abort),
    retryAt: () => {
      const { now } = clock.read();
      const times = [...failures]
        .filter(([key, { retryAt }]) => retryAt > now && !answers.has(key) && !reading.has(key))
        .map(([, { retryAt }]) => retryAt);
      return times.length === 0 ? undefined : (Math.min(...times) as Instant);
    },
    settled: async () => {
      await Promise.all(underway);
    },
  };
}

interface Failure {
  readonly because: string;
  /** In a row. */
  readonly count: number;
  readonly retryAt: Instant;
}

/** Settings with a floor, and those that cannot be used, are read for every snapshot. */
function needsMore({ settings }: Extract<ModelAnswer, { known: true }>): boolean {
  if (!isFilled(settings)) return true;
  const idle = wantOf(settings, { tasks: 0, analyses: 0 }, usual);
  const busy = wantOf(settings, { tasks: 1, analyses: 1 }, usual);
  return !idle.ok || !busy.ok || idle.workers > 0;
}

const usual = { neverShutdownFixedWorkers: false };

function keyOf({ supplier, model, version, api }: ModelIdentity): string {
  return JSON.stringify([supplier, model, version, api]);
}
