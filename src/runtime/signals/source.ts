import type { Sample } from '../../scaling/observation.ts';
import type { RuntimeSignal, WantedSignal } from './wanted-signal.ts';

/** One answer of a source about one signal. */
export type Reading =
  | { readonly ok: true; readonly sample: Sample }
  | { readonly ok: false; readonly because: string };

/** Takes what a source says of the signal with this key. Must not throw and must not wait. */
export type Report = (key: string, reading: Reading) => void;

/**
 * A connection that signals are read through. Every source passes test/conformance/source.ts, as does the fake.
 * It reports each wanted signal about once an interval, with a sample or a gap, whatever happens to the connection: an error
 * is a gap of every signal it keeps from being read, and of no other. It never throws for what the other side does.
 */
export interface Source<S extends RuntimeSignal = RuntimeSignal> {
  /** `rabbitmq.main`: the label `source` of metrics and the name in logs. */
  readonly name: string;
  /** What is to be read from now on; may be called at any time. */
  want(signals: readonly WantedSignal<S>[]): void;
  /** Reads until `abort` fires, then closes what it opened and resolves. Called once. */
  run(report: Report, abort: AbortSignal): Promise<void>;
}
