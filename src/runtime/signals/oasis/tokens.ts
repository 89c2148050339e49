import { isObject } from '../../../model/json.ts';
import { type Instant, instant, type Millis, millis } from '../../../model/units.ts';
import { after } from '../../clock.ts';
import type { Parts } from '../../parts.ts';
import type { OasisAccess, OasisCredentials } from './access.ts';
import type { Ask } from './ask.ts';
import { backoffAfter } from './backoff.ts';

/** What a request needs to get in. */
export interface Pass {
  readonly token: string;
  readonly ca?: string;
}

export interface Tokens {
  /** The present token, or a new one once half of its life is over. Rejects at once for a while after a failed login. */
  take(abort: AbortSignal): Promise<Pass>;
  /** Says that the server refused a token: the next `take` logs in. */
  refuse(pass: Pass): void;
}

interface Held {
  readonly pass: Pass;
  readonly until: Instant;
}

/** Logs in when a token is needed, once for all who ask at the same time. */
export function createTokens(
  access: OasisAccess,
  ask: Ask,
  { clock, random }: Pick<Parts, 'clock' | 'random'>,
): Tokens {
  let held: Held | undefined;
  let login: Promise<Held> | undefined;
  let failures = 0;
  let failed: { readonly error: unknown; readonly until: Instant } | undefined;

  const start = async (abort: AbortSignal): Promise<Held> => {
    const before = clock.read().now;
    if (failed !== undefined && before < failed.until)
      throw new Error('waiting after a failed login', { cause: failed.error });
    try {
      const { pass, life } = await logIn(access, ask, abort);
      failures = 0;
      failed = undefined;
      return { pass, until: instant(before + life) };
    } catch (error) {
      const pause = backoffAfter(failures, random);
      if (!abort.aborted) failures += 1;
      failed = { error, until: after(clock.read().now, pause) };
      throw error;
    }
  };

  return {
    take: async (abort) => {
      if (held !== undefined && clock.read().now < held.until) return held.pass;
      login ??= start(abort).finally(() => {
        login = undefined;
      });
      held = await login;
      return held.pass;
    },
    refuse: (pass) => {
      if (held?.pass === pass) held = undefined;
    },
  };
}

const maxBytes = 1024 * 1024;
/** A token whose life the server does not tell is used this long, in seconds. */
const unknownLife = 60;

async function logIn(access: OasisAccess, ask: Ask, abort: AbortSignal) {
  const { credentials, ca } = await access.readSecrets();
  const { status, json } = await ask(
    {
      url: `${access.url}/access_token/`,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: formOf(credentials).toString(),
      ca,
      maxBytes,
    },
    abort,
  );
  if (status === 401) throw new Error('logging in: the credentials are refused (401)');
  if (status !== 200) throw new Error(`logging in: the answer has status ${status}`);
  const answer = isObject(json) ? json : {};
  if (typeof answer.access_token !== 'string' || !/^[\x21-\x7e]+$/.test(answer.access_token))
    throw new Error('logging in: the answer has no access_token');
  const pass = { token: answer.access_token, ...(ca === undefined ? {} : { ca }) };
  return { pass, life: halfLife(answer.expires_in) };
}

function formOf(credentials: OasisCredentials): URLSearchParams {
  switch (credentials.kind) {
    case 'simple':
      return new URLSearchParams({
        username: credentials.username,
        password: credentials.password,
      });
    case 'oidc':
      return new URLSearchParams({
        client_id: credentials.clientId,
        client_secret: credentials.clientSecret,
      });
  }
}

/** A token is used for half of its life, as the platform's own controller does. */
function halfLife(expiresIn: unknown): Millis {
  const seconds = Number(expiresIn);
  const known = Number.isFinite(seconds) && seconds > 0 ? seconds : unknownLife;
  // One of less than a second would mean a login for every request.
  return millis(Math.max(1, Math.round(known / 2)) * 1000);
}
