import type { FakeAnswer, FakeRequest } from './api-server-answer.ts';

/** Which requests are to go wrong. */
export interface Where {
  readonly method?: string;
  readonly path?: RegExp;
  /** Only watches, or only what is none. */
  readonly watch?: boolean;
}

/** What goes wrong. */
export interface Wrong {
  readonly status: number;
  readonly reason?: string;
  readonly retryAfterSeconds?: number;
  /** The body as it is, for what is no Status. */
  readonly text?: string;
  /** So often; without end if absent. */
  readonly times?: number;
}

/** What a test breaks. Each gives the function that mends it. */
export interface FaultSwitch {
  /** Answers so instead of doing what is asked. */
  fail(where: Where, wrong: Wrong): () => void;
  /** Never answers calls; watches stay as they are. */
  hang(where?: Where): () => void;
  /** Lets watches stand without a word, bookmarks included; what happens meanwhile is never told to them. */
  freezeWatches(): () => void;
}

/** The server's side of it. */
export interface Faults extends FaultSwitch {
  answerTo(request: FakeRequest, abort: AbortSignal): Promise<FakeAnswer | undefined>;
  plannedFor(request: FakeRequest): FakeAnswer | undefined;
  isFrozen(): boolean;
}

interface Planned {
  readonly where: Where;
  readonly wrong: Wrong;
  left: number;
}

/** Makes one with nothing broken. */
export function createFaults(): Faults {
  const planned = new Set<Planned>();
  const hanging = new Set<Where>();
  const frozen = new Set<object>();

  const plannedFor = (request: FakeRequest): FakeAnswer | undefined => {
    const first = [...planned].find(({ where }) => isMeant(where, request));
    if (first === undefined) return undefined;
    first.left -= 1;
    if (first.left <= 0) planned.delete(first);
    return answerOf(first.wrong);
  };

  return {
    plannedFor,
    isFrozen: () => frozen.size > 0,
    answerTo: async (request, abort) => {
      if ([...hanging].some((where) => isMeant(where, request))) await untilAborted(abort);
      return plannedFor(request);
    },
    fail: (where, wrong) => add(planned, { where, wrong, left: wrong.times ?? Infinity }),
    hang: (where = {}) => add(hanging, where),
    freezeWatches: () => add(frozen, {}),
  };
}

function add<T>(set: Set<T>, one: T): () => void {
  set.add(one);
  return () => set.delete(one);
}

/** Whether a request is among those that are to go wrong. */
export function isMeant({ method, path, watch }: Where, request: FakeRequest): boolean {
  if (method !== undefined && method !== request.method) return false;
  if (path !== undefined && !path.test(request.path)) return false;
  return watch === undefined || watch === (request.query.watch === 'true');
}

function answerOf({ status, reason = '', retryAfterSeconds, text }: Wrong): FakeAnswer {
  const message = `the test answers ${status}`;
  const later = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  const body = text ?? { kind: 'Status', status: 'Failure', message, reason, code: status };
  return { status, body, ...later };
}

function untilAborted(abort: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const end = () => reject(abort.reason);
    if (abort.aborted) end();
    else abort.addEventListener('abort', end, { once: true });
  });
}
