/** The parts of what the operator puts after `amqp://`. */
export interface Broker {
  readonly host: string;
  readonly vhost: string;
  /** Present when user and password are written out. */
  readonly credentials?: string;
}

/** Splits `user:password@host:port/vhost`; `undefined` when it cannot follow `amqp://`. An empty vhost is `/`, as in the workers' library. */
export function parseBroker(text: string): Broker | undefined {
  const match =
    /^(?:([^/?#\s]*)@)?([^@/?#\s:]+(?::\d+)?|\[[0-9a-fA-F:.]+\](?::\d+)?)(?:\/([^?#\s]*))?(?:\?[^#\s]*)?$/.exec(
      text,
    );
  if (match === null) return undefined;
  const [, credentials, host = '', path = ''] = match;
  const vhost = decode(path);
  if (vhost === undefined) return undefined;
  return {
    host,
    vhost: vhost === '' ? '/' : vhost,
    ...(credentials?.includes(':') && { credentials }),
  };
}

/** The same text with the password made unreadable, for messages. */
export function withoutPassword(text: string): string {
  return text.replace(/:(?!\/\/)\S*@/, ':***@');
}

/** Tells whether a URL carries a password. */
export function hasPassword(url: string): boolean {
  return /^[a-z]+:\/\/[^/?#\s]*:[^/?#\s]+@/i.test(url);
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
