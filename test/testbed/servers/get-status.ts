import { request } from 'node:https';
import type { Endpoint } from './kubeconfig.ts';

const timeoutMs = 2_000;

/** Asks the API server for a path, on a connection of its own, and gives the HTTP status; undefined when none came. */
export function getStatus(
  { url, authority }: Endpoint,
  token: string,
  path: string,
): Promise<number | undefined> {
  return new Promise((resolve) => {
    const asked = request(
      `${url}${path}`,
      {
        ca: authority,
        headers: { authorization: `Bearer ${token}` },
        agent: false,
        timeout: timeoutMs,
      },
      (answer) => {
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode));
        answer.once('error', () => resolve(undefined));
      },
    );
    asked.once('timeout', () => asked.destroy());
    asked.once('error', () => resolve(undefined));
    asked.end();
  });
}
