import type { Millis } from './units.ts';

/** Where Prometheus reads the metrics of pods. */
export interface Metrics {
  /** Name of a port of a container. */
  readonly port: string;
  readonly path: string;
  readonly interval?: Millis;
  readonly timeout?: Millis;
}
