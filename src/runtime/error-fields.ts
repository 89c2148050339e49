/** An error as a log line has it. */
export interface ErrorFields {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  /** Such as `ECONNREFUSED`. */
  readonly code?: string;
  /** The status of an answer, of HTTP. */
  readonly status?: number;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

/** A chain that leads back to itself ends here. */
const deepest = 8;

/**
 * What of an error may be written down, its causes included. What else libraries hang on one is left out: with ioredis it is
 * the command that was refused, AUTH and its password.
 */
export function errorFields(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const { code, status } = error as { readonly code?: unknown; readonly status?: unknown };
  const fields: ErrorFields = {
    type: name,
    message,
    ...(stack !== undefined && { stack }),
    ...(typeof code === 'string' && { code }),
    ...(typeof status === 'number' && { status }),
  };
  if (depth >= deepest) return fields;
  const errors = error instanceof AggregateError ? error.errors : [];
  return {
    ...fields,
    ...(cause !== undefined && { cause: errorFields(cause, depth + 1) }),
    ...(errors.length > 0 && { errors: errors.map((one) => errorFields(one, depth + 1)) }),
  };
}

/** The stacks of an error and of its causes, for a last word where there is no log. */
export function stacksOf(error: unknown): string {
  const stacks: string[] = [];
  for (let at: unknown = error; at !== undefined && stacks.length < deepest; at = causeOf(at)) {
    stacks.push(at instanceof Error ? (at.stack ?? at.message) : `${at}`);
  }
  return stacks.join('\ncaused by: ');
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}
