/** A Kubernetes object as JSON. */
export interface KubeObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly generation?: number;
    readonly creationTimestamp?: string;
    readonly deletionTimestamp?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly {
      readonly kind: string;
      readonly name: string;
      readonly uid: string;
      readonly controller?: boolean;
    }[];
  };
}

/** One call on the API server. */
export interface ApiCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From `/api` or `/apis` on, without a query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: object;
  /** For PATCH: `application/merge-patch+json`, `application/apply-patch+yaml` (JSON is YAML) … */
  readonly contentType?: string;
}

/** The calls we make on the API server, rate-limited, with a time-out each. */
export interface ApiClient {
  /** Resolves to the answer's JSON; rejects with an ApiError for an answer of 400 and above, and with another error for a dead connection. */
  call<T>(call: ApiCall, abort?: AbortSignal): Promise<T>;
  /**
   * A watch: each event as it comes. Ends where the server ends it and where `abort` fires; throws an ApiError where the server
   * refuses it, and another error for a dead connection. `opened` is called once the server has agreed.
   */
  watch(call: ApiCall, abort: AbortSignal, opened?: () => void): AsyncIterable<WatchEvent>;
}

export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  /** Of an ERROR a Status, whose `code` is 410 where the watch has to begin with a new list. */
  readonly object: KubeObject & { readonly code?: number; readonly message?: string };
}

/** An answer of the API server that says no. */
export class ApiError extends Error {
  readonly status: number;
  /** `NotFound`, `Conflict`, `Forbidden` …: the `reason` of its Status object. */
  readonly reason: string;
  /** What the server asks us to wait, from `Retry-After`, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, status: number, reason: string, retryAfterMs?: number) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }
}
