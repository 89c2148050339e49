import type { Millis } from '../../model/units.ts';
import type { BreakerSettings } from './breaker.ts';

/** What is the same for every source that asks. */
export interface SourceTuning {
  /** A read is given up after this long, and what it did not report are gaps. */
  readonly timeout?: Millis;
  readonly breaker?: BreakerSettings;
}
