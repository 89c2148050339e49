import { readFileSync } from 'node:fs';
import { type Fetched, ledgerPath, notFetched, standby, unknownPool } from './why-fetched.ts';
import { askKubectl } from './why-kubectl.ts';

const TIMEOUT_MS = 30_000;

/** Gets the ledger of a pool from where the options say: a URL, a file, or the leader's pod through kubectl. */
export async function fetchLedger(
  pool: string,
  options: Readonly<Record<string, string>>,
): Promise<Fetched> {
  const { url, file } = options;
  if (file !== undefined) return { ok: true, text: readLedgerFile(file) };
  return url === undefined ? askKubectl(pool, options) : askUrl(pool, url);
}

function readLedgerFile(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    throw new Error(`reading ${path === '-' ? 'the input' : path}`, { cause: error });
  }
}

async function askUrl(pool: string, url: string): Promise<Fetched> {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    return notFetched(
      `--url must be a URL such as http://127.0.0.1:8080, got ${JSON.stringify(url)}`,
    );
  const asked = new URL(`${url.replace(/\/+$/, '')}${ledgerPath(pool)}`);
  try {
    const answer = await fetch(asked, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const body = await answer.text();
    if (answer.ok) return { ok: true, text: body };
    return notFetched(refusals[answer.status]?.(pool) ?? `${asked.host} answers ${answer.status}`);
  } catch (error) {
    return notFetched(
      `nothing answers on ${asked.host} (${reasonOf(error)}); is the port forwarded?\n  kubectl port-forward -n roster POD 8080`,
    );
  }
}

/** What the statuses mean that the controller gives. */
const refusals: Readonly<Record<number, (pool: string) => string>> = {
  404: unknownPool,
  409: () => standby,
};

function reasonOf(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const { code, name } = inner as NodeJS.ErrnoException;
  return code ?? name;
}
