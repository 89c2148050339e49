type Texts = Readonly<Record<string, string>>;

/** One rule as Prometheus reads it; exactly one of `record` and `alert` is there. */
export interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: Texts;
  readonly annotations?: Texts;
}

/** Rules that are evaluated one after another at one moment, so that a later one sees what an earlier one recorded. */
export interface RuleGroup {
  readonly name: string;
  /** Absent: the interval that Prometheus is configured with. */
  readonly interval?: string;
  readonly rules: readonly Rule[];
}
