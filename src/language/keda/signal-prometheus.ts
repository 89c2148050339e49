import type { ConnectionNames } from './connections.ts';
import type { ReadSignal } from './signal.ts';
import { type Parameter, type Problem, positiveOf, type Trigger, unknownField } from './trigger.ts';

const known = [
  'serverAddress',
  'query',
  'threshold',
  'ignoreNullValues',
  'authModes',
  'bearerToken',
  'username',
  'password',
];

/** Reads a trigger on a PromQL expression. */
export function readPrometheus(trigger: Trigger, names: ConnectionNames): ReadSignal | Problem {
  const { metadata, opened } = trigger;
  const unknown = unknownField(trigger, known);
  if (unknown !== undefined) return unknown;
  const url = metadata.get('serverAddress');
  const query = metadata.get('query');
  const threshold = positiveOf(metadata.get('threshold'), '');
  if (url === undefined || query === undefined || threshold === undefined)
    return {
      problem:
        'trigger `prometheus` lacks its `serverAddress`, its `query` or a `threshold` above 0',
    };
  const modes = (metadata.get('authModes') ?? '').split(',').map((mode) => mode.trim());
  const other = modes.find((mode) => !['', 'bearer', 'basic'].includes(mode));
  if (other !== undefined)
    return {
      problem: `trigger \`prometheus\` has the authMode \`${other}\`, which has no counterpart`,
    };
  const login = loginOf(modes, opened);
  if (login === undefined)
    return { problem: 'trigger `prometheus` logs in with what does not come from a Secret' };
  const used = names.use('prometheus', [url, login], () => ({ url, ...login }));
  return {
    signal: { prometheus: { query, connection: used.name } },
    unitsPerWorker: threshold,
    connections: used.connections,
    notes:
      metadata.get('ignoreNullValues') === 'false'
        ? []
        : [
            `query \`${query.length > 60 ? `${query.slice(0, 60)}…` : query}\`: no answer was taken for zero (\`ignoreNullValues\`); a policy takes it for a gap, and keeps what runs`,
          ],
  };
}

function loginOf(modes: readonly string[], opened: ReadonlyMap<string, Parameter>) {
  const secret = (parameter: string) => {
    const found = opened.get(parameter);
    return found?.from === 'secret'
      ? { secretKeyRef: { name: found.name, key: found.key } }
      : undefined;
  };
  if (modes.includes('bearer')) {
    const bearerToken = secret('bearerToken');
    return bearerToken && { bearerToken };
  }
  if (!modes.includes('basic')) return {};
  const [username, password] = [secret('username'), secret('password')];
  return username && password && { basic: { username, password } };
}
