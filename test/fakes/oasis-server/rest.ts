import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Behaviour, type FakeModel, readBody, sendJson } from './behaviour.ts';
import { messageOf } from './content.ts';
import type { IssuedTokens } from './issued-tokens.ts';

/** The REST API under `/api`, as much of it as a worker controller uses. */
export function createRest(
  behaviour: Behaviour,
  tokens: IssuedTokens,
  seen: (path: string) => void,
): Server {
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://stub');
    seen(url.pathname);
    if (fails(request, response, behaviour)) return;
    if (url.pathname === '/api/access_token/') {
      void logIn(request, response, behaviour, tokens);
      return;
    }
    if (!tokens.has(request.headers.authorization))
      return sendJson(response, 401, { detail: 'Given token not valid for any token type' });
    answer(url, response, behaviour);
  });
}

/** Whether the request was dealt with as the test wants it to fail. */
function fails(request: IncomingMessage, response: ServerResponse, { rest }: Behaviour): boolean {
  if (rest === 'cut') request.socket.destroy();
  if (rest === 'error') sendJson(response, 500, { detail: 'invented trouble' });
  if (rest === 'garbage') response.end('<html>no JSON</html>');
  return rest !== 'ok';
}

async function logIn(
  request: IncomingMessage,
  response: ServerResponse,
  behaviour: Behaviour,
  tokens: IssuedTokens,
): Promise<void> {
  const form = new URLSearchParams(await readBody(request));
  const [name, secret] =
    behaviour.login === 'simple' ? ['username', 'password'] : ['client_id', 'client_secret'];
  if (request.method !== 'POST' || !form.has(name!) || !form.has(secret!))
    return sendJson(response, 400, { detail: 'invented: fields are missing' });
  if (form.get(name!) !== behaviour.user || form.get(secret!) !== behaviour.password)
    return sendJson(response, 401, { detail: 'invented: no such account' });
  sendJson(response, 200, {
    access_token: tokens.issue(),
    token_type: 'Bearer',
    expires_in: behaviour.expiresIn,
    ...(behaviour.login === 'simple' ? { refresh_token: 'sample.r' } : {}),
  });
}

function answer({ pathname, searchParams }: URL, response: ServerResponse, behaviour: Behaviour) {
  const { models, twin, content } = behaviour;
  if (pathname === '/api/v2/queue-status/' && twin === 'yes')
    return sendJson(response, 200, messageOf(content));
  if (pathname === '/api/v2/models/') {
    return sendJson(
      response,
      200,
      models.filter((model) => isAskedFor(model, searchParams)).map(listed),
    );
  }
  const id = /^\/api\/v2\/models\/(\d+)\/scaling_configuration\/$/.exec(pathname)?.[1];
  const model = models.find((one) => String(one.id) === id);
  if (model !== undefined && model.id === behaviour.brokenModel)
    return sendJson(response, 500, { detail: 'invented trouble' });
  if (model !== undefined) return sendJson(response, 200, model.scaling_configuration);
  return sendJson(response, 404, { detail: 'Not found.' });
}

/** The server's filters ignore letter case. */
function isAskedFor(model: FakeModel, query: URLSearchParams): boolean {
  return (['supplier_id', 'model_id', 'version_id'] as const).every((field) => {
    const asked = query.get(field);
    return asked === null || asked.toLowerCase() === model[field].toLowerCase();
  });
}

function listed({ scaling_configuration: _, ...model }: FakeModel): object {
  return { ...model, groups: [], run_mode: 'V2', data_files: [] };
}
