import type { Millis } from '../../../model/units.ts';
import { createAgents } from '../../http/agents.ts';
import type { Parts } from '../../parts.ts';
import type { OasisAccess } from './access.ts';
import { createAsk } from './ask.ts';
import { createTokens, type Pass, type Tokens } from './tokens.ts';

/** Requests on the API of a platform, logged in. */
export interface OasisApi {
  readonly tokens: Tokens;
  /** The JSON under a path that ends with a slash (and a query); `undefined` for 404. Rejects for any other answer but 200. */
  get(path: string, size: AnswerSize, abort: AbortSignal): Promise<unknown>;
  close(): void;
}

/** What an answer may hold: a picture of all queues, the models of one name, or the settings of one model. */
export type AnswerSize = 'picture' | 'list' | 'settings';

/**
 * At about 400 bytes an analysis and queue, a picture of 40,000. Reading one takes several times its size, and whatever takes
 * more than the memory of the pod ends every source.
 */
export const largestPicture = 16 * 1024 * 1024;
const maxBytes: Readonly<Record<AnswerSize, number>> = {
  picture: largestPicture,
  list: 4 * 1024 * 1024,
  settings: 64 * 1024,
};
/** Requests at the same time; a snapshot can ask for the settings of hundreds of models. */
export const parallelRequests = 8;

/** A request that is refused with 401 is sent once more with a new token. */
export function createOasisApi(access: OasisAccess, timeout: Millis, parts: Parts): OasisApi {
  const agents = createAgents(parallelRequests);
  const send = createAsk(agents, timeout, parts.clock);
  const tokens = createTokens(access, send, parts);
  const ask = async (path: string, size: AnswerSize, { token, ca }: Pass, abort: AbortSignal) => {
    const headers = { authorization: `Bearer ${token}` };
    return send({ url: `${access.url}${path}`, headers, ca, maxBytes: maxBytes[size] }, abort);
  };
  return {
    tokens,
    get: async (path, size, abort) => {
      const pass = await tokens.take(abort);
      let answer = await ask(path, size, pass, abort);
      if (answer.status === 401) {
        tokens.refuse(pass);
        answer = await ask(path, size, await tokens.take(abort), abort);
      }
      if (answer.status === 200) return answer.json ?? null;
      if (answer.status === 404) return undefined;
      throw new Error(`reading ${path.split('?')[0]}: the answer has status ${answer.status}`);
    },
    close: () => agents.close(),
  };
}
