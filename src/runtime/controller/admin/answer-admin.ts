/** What the admin port answers. */
export interface Answer {
  readonly status: number;
  readonly type: 'application/json' | 'text/plain; charset=utf-8';
  readonly body: string;
}

/** Where the answers come from. */
export interface AdminState {
  /** In the text format of Prometheus. */
  metrics(): Promise<{ readonly type: string; readonly text: string }>;
  /** Why a restart would help; `undefined` while it would not. */
  sickness(): string | undefined;
  /** Why no work can be done at present; a standby that could take over at once is ready. */
  unreadiness(): string | undefined;
  leads(): boolean;
  /** Who leads, as far as that is known. */
  leaderName(): string | undefined;
  /** The document of all pools, or of the decisions about one; `undefined` for a pool that is not there. */
  pools(): object;
  decisions(namespace: string, pool: string): object | undefined;
}

/** An answer with a type that is not ours to choose. */
export type AdminAnswer = Answer | (Omit<Answer, 'type'> & { readonly type: string });

/** Answers a request for a path without its query; knows nothing of sockets. */
export async function answerAdmin(
  method: string,
  path: string,
  state: AdminState,
): Promise<AdminAnswer> {
  if (method !== 'GET') return json(405, { error: 'only GET is answered here' });
  switch (path) {
    case '/metrics': {
      const { type, text } = await state.metrics();
      return { status: 200, type, body: text };
    }
    case '/healthz':
      return probe(state.sickness());
    case '/readyz':
      return probe(state.unreadiness());
    default:
      return path.startsWith('/v1/pools') ? answerPools(path, state) : notFound;
  }
}

const name = '[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?';
const decisionsPath = new RegExp(`^/v1/pools(?:/(${name})/(${name})/decisions)?$`);

/** Decisions are the leader's: a standby has none, and says who has. */
function answerPools(path: string, state: AdminState): Answer {
  const found = decisionsPath.exec(path);
  if (found === null) return notFound;
  if (!state.leads()) {
    return json(409, { error: 'this replica does not lead', leader: state.leaderName() ?? null });
  }
  const [, namespace, pool] = found;
  if (namespace === undefined || pool === undefined) return json(200, state.pools());
  const document = state.decisions(namespace, pool);
  return document === undefined
    ? json(404, { error: `there is no pool ${namespace}/${pool}` })
    : json(200, document);
}

const notFound = json(404, { error: 'there is nothing here' });

function probe(problem: string | undefined): Answer {
  const type = 'text/plain; charset=utf-8';
  return problem === undefined
    ? { status: 200, type, body: 'ok\n' }
    : { status: 503, type, body: `${problem}\n` };
}

function json(status: number, document: object): Answer {
  return { status, type: 'application/json', body: `${JSON.stringify(document)}\n` };
}
