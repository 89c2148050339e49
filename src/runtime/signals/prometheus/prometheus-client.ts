import { millis } from '../../../model/units.ts';
import type { PrometheusSettings } from '../../connections.ts';
import type { Agents } from '../../http/agents.ts';
import { fetchJson } from '../../http/fetch-json.ts';
import type { Log } from '../../log.ts';
import type { Parts } from '../../parts.ts';
import { readMounted, readSecret } from '../read-secret.ts';
import { type InstantAnswer, readInstantAnswer } from './instant-answer.ts';

/** Asks instant queries. Rejects where the server does not answer as Prometheus does; a bad query is an answer. */
export type AskPrometheus = (query: string, abort: AbortSignal) => Promise<InstantAnswer>;

const timeout = millis(8_000);
/** One number is wanted: whoever gives more than this gives something else. */
const maxBytes = 4 * 1024 * 1024;
/** So many queries are remembered for their last warnings. */
const remembered = 10_000;

export function createPrometheusClient(
  settings: PrometheusSettings,
  agents: Agents,
  { readFile, log }: Pick<Parts, 'readFile' | 'log'>,
): AskPrometheus {
  const url = `${settings.url.replace(/\/+$/, '')}/api/v1/query`;
  const warn = createOnceLog(log);
  return async (query, abort) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      ...(await authorization(settings, readFile)),
    };
    const { caFile } = settings;
    const ca = caFile === undefined ? undefined : await readMounted(caFile, readFile);
    // Thanos would rather give a part than fail; Prometheus ignores what it does not know.
    const body = new URLSearchParams({ query, timeout: '8s', partial_response: 'false' });
    const { status, json } = await fetchJson(
      {
        url,
        method: 'POST',
        headers,
        body: String(body),
        ca,
        timeoutMs: timeout,
        maxBytes,
        agents,
      },
      abort,
    );
    const answer = readInstantAnswer(json);
    if (answer === undefined) throw new Error(`Prometheus answers with status ${status}`);
    warn(query, json);
    return answer;
  };
}

async function authorization(settings: PrometheusSettings, readFile: Parts['readFile']) {
  const { bearerTokenFile, usernameFile, passwordFile } = settings;
  const read = (path: string) => readSecret(path, readFile);
  if (bearerTokenFile !== undefined) {
    return { authorization: `Bearer ${await read(bearerTokenFile)}` };
  }
  if (usernameFile === undefined || passwordFile === undefined) return {};
  const pair = `${await read(usernameFile)}:${await read(passwordFile)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** Logs what Prometheus remarks on a query, once as long as it stays the same. */
function createOnceLog(log: Log) {
  const last = new Map<string, string>();
  return (query: string, json: unknown): void => {
    const { warnings = [], infos = [] } = json as {
      readonly warnings?: unknown;
      readonly infos?: unknown;
    };
    const text = JSON.stringify({ warnings, infos });
    if (text === (last.get(query) ?? '{"warnings":[],"infos":[]}')) return;
    if (last.size > remembered) last.clear();
    last.set(query, text);
    log.warn({ query, warnings, infos }, 'remark of Prometheus on a query');
  };
}
