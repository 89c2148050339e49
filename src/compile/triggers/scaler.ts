/** What KEDA asks, before it is told which pool it is for: the kind of scaler, its metadata, and the Secrets it needs. */
export interface Scaler {
  readonly type: string;
  /** KEDA reads texts only, numbers and booleans included. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly secrets: readonly SecretTarget[];
}

/** A parameter of a scaler that is read from a Secret. */
export interface SecretTarget {
  readonly parameter: string;
  readonly name: string;
  readonly key: string;
}
