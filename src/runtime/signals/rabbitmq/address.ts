/** Where a broker is and who asks, from a mounted file: read anew whenever it is needed, since it may have been rotated. */
export interface Address {
  /** `http:`, `https:`, `amqp:` or `amqps:`. */
  readonly protocol: string;
  readonly hostname: string;
  /** Empty for the default of the protocol. */
  readonly port: string;
  readonly username: string;
  readonly password: string;
}

/**
 * Reads `https://user:password@host:15671/vhost`. The path is left out: a signal says its virtual host itself, and one file
 * serves all of them. Throws where the text is no URL of these protocols, without its text.
 */
export function parseAddress(text: string, protocols: readonly string[]): Address {
  const trimmed = text.trim(); // files end in a line feed
  if (!URL.canParse(trimmed)) throw new Error('the file holds no URL');
  const { protocol, hostname, port, username, password } = new URL(trimmed);
  if (!protocols.includes(protocol)) {
    throw new Error(
      `the URL in the file begins with ${protocol} and not with ${protocols.join(' or ')}`,
    );
  }
  return { protocol, hostname, port, username: decode(username), password: decode(password) };
}

/** A `%` that nobody escaped stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
