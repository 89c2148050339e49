import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { V1HTTPGetAction } from '@kubernetes/client-node';

const mostRedirects = 10;

/** Whether an HTTP GET answers 200 to 399. Certificates are not verified, and a redirect is followed on the same host only, as a kubelet does. */
export async function probeHttp(
  action: V1HTTPGetAction,
  place: { readonly host: string; readonly port: number },
  signal: AbortSignal,
): Promise<boolean> {
  const headers = headersOf(action);
  let url = urlOf(action, place);
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const { status, location } = await get(url, headers, signal);
    if (status < 200 || status >= 400) return false;
    const next = location === undefined ? undefined : new URL(location, url);
    if (status < 300 || next === undefined || next.hostname !== url.hostname) return true;
    url = next;
  }
  return false;
}

function urlOf(
  { scheme = 'HTTP', host, path = '/' }: V1HTTPGetAction,
  place: { readonly host: string; readonly port: number },
): URL {
  const rooted = path.startsWith('/') ? path : `/${path}`;
  return new URL(`${scheme.toLowerCase()}://${host || place.host}:${place.port}${rooted}`);
}

type Headers = Readonly<Record<string, string | readonly string[]>>;

/** The probe's own headers replace the usual ones; one named twice is sent twice. */
function headersOf({ httpHeaders = [] }: V1HTTPGetAction): Headers {
  const own = new Map<string, string[]>();
  for (const { name, value } of httpHeaders) {
    const key = name.toLowerCase();
    own.set(key, [...(own.get(key) ?? []), value]);
  }
  // A single value as text: node takes no list for `host` and its like.
  const sent = [...own].map(([name, values]) => [name, values.length > 1 ? values : values[0]!]);
  return { 'user-agent': 'kube-probe/1.35', accept: '*/*', ...Object.fromEntries(sent) };
}

interface Answer {
  readonly status: number;
  readonly location?: string;
}

function get(url: URL, headers: Headers, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const read = (response: IncomingMessage) => {
      const { statusCode = 0, headers: answered } = response;
      const { location } = answered;
      resolve({ status: statusCode, ...(location !== undefined && { location }) });
      response.destroy(); // the status says it all
    };
    const options = { agent: false, headers: { ...headers } as OutgoingHttpHeaders, signal };
    const sent =
      url.protocol === 'https:'
        ? secureRequest(url, { ...options, rejectUnauthorized: false }, read)
        : request(url, options, read);
    sent.on('error', reject);
    sent.end();
  });
}
