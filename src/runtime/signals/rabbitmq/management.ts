import { type Millis, millis } from '../../../model/units.ts';
import type { RabbitmqSettings } from '../../connections.ts';
import type { Agents } from '../../http/agents.ts';
import { fetchJson } from '../../http/fetch-json.ts';
import type { Parts } from '../../parts.ts';
import { readMounted } from '../read-secret.ts';
import { parseAddress } from './address.ts';

/** A broker's management API. */
export interface Management {
  /** Asks for one path below `/api`; rejects where there is no answer, or one that refuses us or excuses itself. */
  get(path: string, abort: AbortSignal): Promise<ManagementAnswer>;
}

export type ManagementAnswer =
  | { readonly found: true; readonly json: unknown }
  /** The broker says that there is no such thing. */
  | { readonly found: false };

/** What a request is given up after; a broker with 10,000 queues takes half a second. */
const timeout: Millis = millis(8_000);
/** 180,000 queues. */
const maxBytes = 16 * 1024 * 1024;

/** Reads the file with URL, user and password for every request, so that a rotated one is taken up at the next. */
export function createManagement(
  settings: RabbitmqSettings,
  agents: Agents,
  { readFile }: Pick<Parts, 'readFile'>,
): Management {
  const { managementFile, caFile } = settings;

  async function open() {
    if (managementFile === undefined) throw new Error('no management API is configured');
    const address = parseAddress(await readMounted(managementFile, readFile), ['http:', 'https:']);
    const ca = caFile === undefined ? undefined : await readMounted(caFile, readFile);
    return { address, ca };
  }

  return {
    get: async (path, abort) => {
      const { address, ca } = await open().catch((error) => {
        throw new Error('reading where the management API is', { cause: error });
      });
      const { protocol, hostname, port, username, password } = address;
      const url = `${protocol}//${hostname}${port === '' ? '' : `:${port}`}/api${path}`;
      const pair = Buffer.from(`${username}:${password}`).toString('base64');
      const headers = { authorization: `Basic ${pair}` };
      const { status, json } = await fetchJson(
        { url, headers, ca, timeoutMs: timeout, maxBytes, agents },
        abort,
      );
      if (status === 404) return { found: false };
      if (status === 200) return { found: true, json };
      throw new Error(refusal(status, json));
    },
  };
}

function refusal(status: number, json: unknown): string {
  const { reason } = (json ?? {}) as { reason?: unknown };
  const said = typeof reason === 'string' ? `: ${reason.slice(0, 200)}` : '';
  return `the management API answers with status ${status}${said}`;
}
