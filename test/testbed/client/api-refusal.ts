/** Of the `Status` with which the API server refuses, what is read here. */
export interface Refusal {
  readonly message?: string;
  readonly reason?: string;
  readonly details?: { readonly causes?: unknown };
}

/** The API server refused a request; `status` is the HTTP status. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly refusal: Refusal;
  constructor(request: string, status: number, refusal: Refusal) {
    super(`${request}: ${status} ${refusal.message ?? refusal.reason}`);
    this.status = status;
    this.refusal = refusal;
  }
}

/** Gives a refusal as a value, where it is as good an answer as another. */
export async function orRefusal<T>(asked: Promise<T>): Promise<T | ApiRefusal> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiRefusal) return error;
    throw error;
  }
}

/** Gives undefined where the API server refuses with this status: 404 for what is not there, 409 for what is there already. */
export async function unlessRefused<T>(
  status: 404 | 409,
  asked: Promise<T>,
): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiRefusal && error.status === status) return undefined;
    throw error;
  }
}
