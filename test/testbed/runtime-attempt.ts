import type { KubeConfig } from '@kubernetes/client-node';
import { ApiRefusal, orRefusal } from './client/api-refusal.ts';
import { type ApiCall, withApiServer } from './client/api-server.ts';

/** Something that a component of the runtime asks of the API server. */
export interface Attempt {
  /** What is attempted, to follow "may" or "must not". */
  readonly name: string;
  readonly call: ApiCall;
}

/** One that is refused, with what the refusal says, which is why. */
export interface Forbidden extends Attempt {
  readonly says: RegExp;
  /** Absent: the admin may do it, which shows that nothing else is wrong with the request. */
  readonly control?: 'none';
}

const merge = 'application/merge-patch+json';

export function get(path: string): ApiCall {
  return { method: 'GET', path };
}

export function post(path: string, body: unknown): ApiCall {
  return { method: 'POST', path, body };
}

export function patch(path: string, body: unknown): ApiCall {
  return { method: 'PATCH', path, type: merge, body };
}

/** Replaces one field, where a merge would replace a whole list. */
export function replace(path: string, field: string, value: unknown): ApiCall {
  const body = [{ op: 'replace', path: field, value }];
  return { method: 'PATCH', path, type: 'application/json-patch+json', body };
}

export function remove(path: string): ApiCall {
  return { method: 'DELETE', path };
}

/** Gives a sentence for each attempt that did not succeed; they run one after another, since some build on others. */
export async function failuresOf(
  account: KubeConfig,
  attempts: readonly Attempt[],
): Promise<readonly string[]> {
  return withApiServer(account, async (api) => {
    const failures: string[] = [];
    for (const { name, call } of attempts) {
      const answer = await orRefusal(api.call(call));
      if (answer instanceof ApiRefusal) failures.push(`may ${name}: ${answer.message}`);
    }
    return failures;
  });
}

/** Gives a sentence for each attempt that succeeded, or was refused for another reason than it says. */
export async function leaksOf(
  account: KubeConfig,
  attempts: readonly Forbidden[],
): Promise<readonly string[]> {
  return withApiServer(account, async (api) => {
    const answers = attempts.map(async ({ name, call, says }) => {
      const answer = await orRefusal(api.call(call));
      const said = answer instanceof ApiRefusal ? answer.message : 'it was let through';
      const isRefused = answer instanceof ApiRefusal && answer.status === 403 && says.test(said);
      return isRefused ? [] : [`must not ${name}: ${said}`];
    });
    return (await Promise.all(answers)).flat();
  });
}

/** Gives a sentence for each of these that the admin cannot do either: it would be refused whoever asked. */
export async function brokenControls(
  admin: KubeConfig,
  attempts: readonly Forbidden[],
): Promise<readonly string[]> {
  const controls = attempts.filter(({ control }) => control !== 'none');
  return failuresOf(
    admin,
    controls.map(({ name, call }) => ({ name, call: dry(call) })),
  );
}

function dry(call: ApiCall): ApiCall {
  if (call.method === 'GET') return call;
  return { ...call, path: `${call.path}${call.path.includes('?') ? '&' : '?'}dryRun=All` };
}
