import type { Reading, Report } from '../../src/runtime/signals/source.ts';
import type { Sample } from '../../src/scaling/observation.ts';
import { until } from '../testbed/until.ts';

/** Keeps what a source reports. */
export interface Recorder {
  readonly report: Report;
  of(key: string): readonly Reading[];
  /** Forgets what came so far. */
  clear(): void;
  /** Waits for a sample, of so many units where they are given. */
  sample(key: string, units?: number): Promise<Sample>;
  /** Waits for a gap and gives its reason. */
  gap(key: string): Promise<string>;
  /** Waits until there was a gap since the last `clear`, also where it is over by now. */
  hadGap(key: string): Promise<string>;
}

export function createRecorder(): Recorder {
  const readings = new Map<string, Reading[]>();
  const of = (key: string) => readings.get(key) ?? [];
  return {
    report: (key, reading) => {
      readings.set(key, [...of(key), reading]);
    },
    of,
    clear: () => readings.clear(),
    sample: (key, units) =>
      until(`${key} has a sample${units === undefined ? '' : ` of ${units}`}`, async () => {
        const last = of(key).at(-1);
        if (last?.ok !== true) return undefined;
        return units === undefined || last.sample.load.units === units ? last.sample : undefined;
      }),
    hadGap: (key) =>
      until(`${key} was a gap`, async () => {
        const gap = of(key).find(({ ok }) => !ok);
        return gap?.ok === false ? gap.because : undefined;
      }),
    gap: (key) =>
      until(`${key} is a gap`, async () => {
        const last = of(key).at(-1);
        return last?.ok === false ? last.because : undefined;
      }),
  };
}
