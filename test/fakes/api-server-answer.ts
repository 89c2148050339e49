/** An answer of the fake API server, before it is JSON. */
export interface FakeAnswer {
  readonly status: number;
  /** A text stands for itself; anything else is JSON. */
  readonly body: object | string;
  readonly retryAfterSeconds?: number;
}

/** A request to the fake API server. */
export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly contentType: string;
}

/** A refusal, thrown where it is found. */
export class Refusal extends Error {
  readonly answer: FakeAnswer;
  constructor(status: number, reason: string, message: string, retryAfterSeconds?: number) {
    super(message);
    const body = { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason };
    const later = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
    this.answer = { status, body: { ...body, code: status }, ...later };
  }
}
