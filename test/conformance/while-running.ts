import { type Millis, millis } from '../../src/model/units.ts';
import type { Source } from '../../src/runtime/signals/source.ts';
import { keyOf, type RuntimeSignal } from '../../src/runtime/signals/wanted-signal.ts';
import { createRecorder, type Recorder } from './recorder.ts';

/** A source that runs, and what it reports. */
export interface Running<S extends RuntimeSignal> {
  readonly recorder: Recorder;
  readonly want: (signals: readonly S[]) => void;
  /** Aborts it and waits for its end. */
  readonly stop: () => Promise<void>;
}

/** Short, so that nothing takes long. */
const interval: Millis = millis(150);

/** Runs a source while `use` runs; a run that rejects fails the test. */
export async function whileRunning<S extends RuntimeSignal>(
  source: Source<S>,
  use: (running: Running<S>) => Promise<void>,
): Promise<void> {
  const recorder = createRecorder();
  const end = new AbortController();
  const ran = source.run(recorder.report, end.signal);
  const stop = async () => {
    end.abort();
    await ran;
  };
  const want = (signals: readonly S[]) =>
    source.want(signals.map((signal) => ({ key: keyOf(signal), signal, interval })));
  try {
    await use({ recorder, want, stop });
  } finally {
    await stop();
  }
}

/** The same for a source that comes with its other side, which is closed after, whatever comes of it. */
export async function whileReading<S extends RuntimeSignal>(
  subject: { readonly source: Source<S>; readonly close: () => Promise<void> },
  use: (running: Running<S>) => Promise<void>,
): Promise<void> {
  try {
    await whileRunning(subject.source, use);
  } finally {
    await subject.close();
  }
}
