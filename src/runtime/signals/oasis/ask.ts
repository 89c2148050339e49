import type { Millis } from '../../../model/units.ts';
import type { Clock } from '../../clock.ts';
import type { Agents } from '../../http/agents.ts';
import { fetchJson, type JsonAnswer, type JsonRequest } from '../../http/fetch-json.ts';
import { within } from '../../within.ts';

/** Sends one request within the time all requests have. */
export type Ask = (
  request: Omit<JsonRequest, 'timeoutMs' | 'agents'>,
  abort: AbortSignal,
) => Promise<JsonAnswer>;

/** The time is measured on the clock that is given, so that tests can let it pass. */
export function createAsk(agents: Agents, timeout: Millis, clock: Clock): Ask {
  // The request's own limit, on the machine's clock, is only there for what ignores its signal.
  const timeoutMs = 2 * timeout;
  return (request, abort) =>
    within(clock, timeout, abort, (end) => fetchJson({ ...request, timeoutMs, agents }, end));
}
