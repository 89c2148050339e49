import {
  type ApiCall,
  type ApiClient,
  ApiError,
  type WatchEvent,
} from '../../src/runtime/kube/api-client.ts';
import { grantedBy } from '../../src/runtime/kube/read-answer.ts';
import type { FakeApiServer } from './api-server.ts';
import { type FakeAnswer, type FakeRequest, Refusal } from './api-server-answer.ts';

/** A client that asks the fake server in the process: no socket, no rate, no retry and no time-out. */
export function createFakeClient(server: Pick<FakeApiServer, 'answer' | 'watch'>): ApiClient {
  return {
    call: async <T>(call: ApiCall, abort = new AbortController().signal): Promise<T> => {
      const request = requestOf(call);
      try {
        abort.throwIfAborted();
        return granted(await server.answer(request, abort), request) as T;
      } catch (error) {
        if (error instanceof ApiError) throw error;
        const what = `asking the API server: ${call.method} ${call.path}`;
        throw new Error(what, { cause: error });
      }
    },
    watch: async function* (call, abort, opened): AsyncGenerator<WatchEvent> {
      if (abort.aborted) return;
      const request = requestOf({ ...call, query: { ...call.query, watch: true } });
      const watch = orGranted(() => server.watch(request), request);
      const stop = () => watch.stop();
      abort.addEventListener('abort', stop, { once: true });
      opened?.();
      try {
        for (let next = await watch.next(); next !== undefined; next = await watch.next()) {
          if (abort.aborted) return;
          yield next;
        }
      } catch (error) {
        throw new Error(`watching ${call.path}`, { cause: error });
      } finally {
        abort.removeEventListener('abort', stop);
        stop();
      }
    },
  };
}

function requestOf({ method, path, query = {}, body, contentType }: ApiCall): FakeRequest {
  const texts = Object.entries(query).map(([key, value]) => [key, `${value}`]);
  return {
    method,
    path,
    query: Object.fromEntries(texts),
    // as it goes over the wire: what is undefined is not there
    body: body === undefined ? undefined : JSON.parse(JSON.stringify(body)),
    contentType: contentType ?? 'application/json',
  };
}

function orGranted<T>(open: () => T, request: FakeRequest): T {
  try {
    return open();
  } catch (error) {
    if (error instanceof Refusal) granted(error.answer, request);
    throw error;
  }
}

function granted({ status, body, retryAfterSeconds }: FakeAnswer, request: FakeRequest): unknown {
  if (status < 400 && typeof body === 'object') return body;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const retryAfterMs = retryAfterSeconds === undefined ? undefined : retryAfterSeconds * 1_000;
  return grantedBy({ status, text, retryAfterMs }, `${request.method} ${request.path}`);
}
