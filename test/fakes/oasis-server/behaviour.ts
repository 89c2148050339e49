import type { IncomingMessage, ServerResponse } from 'node:http';

/** A model the API knows, with what its scaling_configuration says, perhaps faulty on purpose. */
export interface FakeModel {
  readonly id: number;
  readonly supplier_id: string;
  readonly model_id: string;
  readonly version_id: string;
  readonly scaling_configuration: unknown;
}

/** How the server answers just now; a test may change any of it at any time. */
export interface Behaviour {
  models: readonly FakeModel[];
  content: unknown;
  /** `hang`: requests are read and never answered; `cut`: their connections are closed instead. */
  rest: 'ok' | 'hang' | 'cut' | 'error' | 'garbage';
  /** Only for the settings of the model with this id. */
  brokenModel: number | undefined;
  /** Later servers have a twin of the websocket; `no`: 404. */
  twin: 'yes' | 'no';
  websocket: 'ok' | 'refuse' | 'hang';
  /** Broadcasts are switched off: only what comes with a connection is sent. */
  disableWorkerWs: boolean;
  readonly login: 'simple' | 'oidc';
  /** Of new tokens, in seconds. */
  expiresIn: number;
  /** The credentials that are right; a test may rotate them. */
  user: string;
  password: string;
}

/** Everything at its best, and nothing to do. */
export function defaultBehaviour(): Behaviour {
  return {
    models: [],
    content: [],
    rest: 'ok',
    brokenModel: undefined,
    twin: 'yes',
    websocket: 'ok',
    disableWorkerWs: false,
    login: 'simple',
    expiresIn: 3600,
    user: 'scaler',
    password: 'pass-word-1',
  };
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

export async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}
