import { type ConnectionNames, secretNotes, secretOf } from './connections.ts';
import type { ReadSignal } from './signal.ts';
import {
  type Parameter,
  type Problem,
  positiveOf,
  type Trigger,
  textOf,
  unknownField,
} from './trigger.ts';

const server = ['address', 'host', 'port', 'username', 'password', 'databaseIndex', 'enableTLS'];
const list = [...server, 'listName', 'listLength', 'activationListLength'];
const stream = [...server, 'stream', 'streamLength', 'consumerGroup', 'pendingEntriesCount'];

/** Reads a trigger on the length of a Redis list or stream. */
export function readRedis(
  trigger: Trigger,
  names: ConnectionNames,
  namespace: string | undefined,
): ReadSignal | Problem {
  const unknown = unknownField(trigger, trigger.type === 'redis' ? list : stream);
  if (unknown !== undefined) return unknown;
  const key = trigger.type === 'redis' ? 'listName' : 'stream';
  const name = textOf(trigger, key);
  const address = addressOf(trigger);
  const units = unitsOf(trigger);
  if (name === undefined || address === undefined || units === undefined)
    return {
      problem: `trigger \`${trigger.type}\` lacks its \`${key}\`, a length above 0 or an address that does not stand in a Secret`,
    };
  const [username, password] = [credential(trigger, 'username'), credential(trigger, 'password')];
  const database = Number(trigger.metadata.get('databaseIndex') ?? '0');
  const tls = trigger.metadata.get('enableTLS') === 'true';
  const used = names.use('redis', [address, database, tls, username, password], (connection) => ({
    address,
    ...(username && { username: secretOf(username, connection, 'username') }),
    ...(password && { password: secretOf(password, connection, 'password') }),
    ...(database !== 0 && { database }),
    ...(tls && { tls }),
  }));
  const group = trigger.metadata.get('consumerGroup');
  return {
    signal: {
      redis: {
        [key === 'stream' ? 'stream' : 'list']: name,
        ...(group !== undefined && { consumerGroup: group }),
        connection: used.name,
      },
    },
    unitsPerWorker: units,
    connections: used.connections,
    isForRuntime: group !== undefined,
    notes: [
      ...secretNotes(username, used.name, 'username', namespace),
      ...secretNotes(password, used.name, 'password', namespace),
      ...(group === undefined
        ? []
        : [
            `stream \`${name}\`: KEDA counts entries that were delivered and not acknowledged, and none is delivered while there is no worker; Roster's runtime counts both, and takes over`,
          ]),
    ],
  };
}

function addressOf(trigger: Trigger): string | undefined {
  const address = textOf(trigger, 'address');
  if (address !== undefined) return address;
  const [host, port] = [textOf(trigger, 'host'), textOf(trigger, 'port')];
  return host === undefined || port === undefined ? undefined : `${host}:${port}`;
}

/** Lists and streams have a length of 5 where none is written. */
function unitsOf({ type, metadata }: Trigger): number | undefined {
  if (type === 'redis') return positiveOf(metadata.get('listLength'), '5');
  const isGrouped = metadata.has('consumerGroup');
  return positiveOf(metadata.get(isGrouped ? 'pendingEntriesCount' : 'streamLength'), '5');
}

function credential({ metadata, opened }: Trigger, parameter: string): Parameter | undefined {
  const text = metadata.get(parameter);
  const plain = text === undefined ? undefined : ({ from: 'text', text } as const);
  return opened.get(parameter) ?? plain;
}
