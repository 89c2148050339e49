import type { JsonObject } from '../../model/json.ts';
import { type ConnectionNames, secretNotes, secretOf } from './connections.ts';
import type { ReadSignal } from './signal.ts';
import { type Parameter, type Problem, positiveOf, type Trigger, unknownField } from './trigger.ts';

const known = [
  'host',
  'protocol',
  'queueName',
  'vhostName',
  'mode',
  'value',
  'excludeUnacknowledged',
];

/** Reads a trigger on the length of a RabbitMQ queue. */
export function readRabbitmq(
  trigger: Trigger,
  names: ConnectionNames,
  namespace: string | undefined,
): ReadSignal | Problem {
  const { metadata } = trigger;
  const unknown = unknownField(trigger, known);
  if (unknown !== undefined) return unknown;
  const mode = metadata.get('mode') ?? 'QueueLength';
  if (mode !== 'QueueLength')
    return { problem: `trigger \`rabbitmq\` has the mode ${mode}; a policy counts messages` };
  const host = trigger.opened.get('host') ?? plainHost(trigger);
  const queue = metadata.get('queueName');
  const value = positiveOf(metadata.get('value'), '20');
  if (host === undefined || queue === undefined || queue === '' || value === undefined)
    return { problem: 'trigger `rabbitmq` lacks its `host`, its `queueName` or a `value` above 0' };
  const protocol = protocolOf(host, metadata.get('protocol'));
  const key = protocol === 'http' ? 'management' : 'amqp';
  const used = names.use('rabbitmq', [key, host], (name) => ({
    [key]: secretOf(host, name, key),
  }));
  return {
    signal: { rabbitmq: { ...queueOf(trigger, { queue, host, protocol }), connection: used.name } },
    unitsPerWorker: value,
    connections: used.connections,
    notes: [
      ...secretNotes(host, used.name, key, namespace),
      ...notesOn(trigger, { queue, host, protocol }),
    ],
  };
}

interface Queue {
  readonly queue: string;
  readonly host: Parameter;
  readonly protocol: 'amqp' | 'http';
}

function queueOf({ metadata }: Trigger, { queue, host, protocol }: Queue): JsonObject {
  const isReady = protocol === 'amqp' || metadata.get('excludeUnacknowledged') === 'true';
  const vhost = metadata.get('vhostName') ?? vhostOf(host);
  return {
    queue,
    ...(vhost !== undefined && vhost !== '/' && { vhost }),
    ...(isReady && { count: 'ready' }),
  };
}

function notesOn({ metadata }: Trigger, { queue, host, protocol }: Queue): readonly string[] {
  if (host.from !== 'secret') return [];
  const isSaid = ['amqp', 'http'].includes(metadata.get('protocol') ?? '');
  return [
    ...(metadata.has('vhostName')
      ? []
      : [
          `queue \`${queue}\`: its vhost stands in the URL, inside a Secret; write \`vhost\` beside \`queue\` unless it is \`/\``,
        ]),
    ...(isSaid
      ? []
      : [
          `queue \`${queue}\`: whether its URL is of AMQP or of the management API is not said; by the names of its Secret it is taken for ${protocol === 'http' ? 'the management API' : 'AMQP'}`,
        ]),
  ];
}

function plainHost({ metadata }: Trigger): Parameter | undefined {
  const text = metadata.get('host');
  return text === undefined ? undefined : { from: 'text', text };
}

function protocolOf(host: Parameter, written = 'auto'): 'amqp' | 'http' {
  if (written === 'amqp' || written === 'http') return written;
  const hint = host.from === 'text' ? host.text.replace(/:.*/s, '') : `${host.name} ${host.key}`;
  return /http|management|\bapi\b/i.test(hint) ? 'http' : 'amqp';
}

/** The vhost is the last part of the URL's path; `undefined` where the URL is not known. */
function vhostOf(host: Parameter): string | undefined {
  if (host.from === 'secret') return undefined;
  const path = /^[a-z]+:\/\/[^/]*\/(?<vhost>[^?#]*)/i.exec(host.text)?.groups?.vhost ?? '';
  const last = path.replace(/\/$/, '').split('/').at(-1) ?? '';
  try {
    return last === '' ? '/' : decodeURIComponent(last);
  } catch {
    return last;
  }
}
