import { isObject } from '../../../model/json.ts';
import type { RuntimeSignal } from '../../signals/wanted-signal.ts';
import { at, choice, complain, type Field, only, optional, text } from './field.ts';

const sources = {
  rabbitmq: readRabbitmq,
  prometheus: readPrometheus,
  redis: readRedis,
  oasis: readOasis,
} as const;

const nothing: RuntimeSignal = { source: 'prometheus', connection: '', query: '' };

/** Reads `signal`, which names exactly one source. */
export function readSignal(field: Field): RuntimeSignal {
  if (!isObject(field.value)) return complain(field, 'must name a source', nothing);
  const [source, ...more] = Object.keys(field.value);
  if (source === undefined || more.length > 0 || !isSource(source)) {
    return complain(field, `must name one of ${Object.keys(sources).join(', ')}`, nothing);
  }
  return sources[source](at(field, source));
}

function isSource(name: string): name is keyof typeof sources {
  return Object.hasOwn(sources, name);
}

function readRabbitmq(field: Field): RuntimeSignal {
  only(field, ['queue', 'vhost', 'count', 'connection']);
  return {
    source: 'rabbitmq',
    connection: text(at(field, 'connection')),
    queue: text(at(field, 'queue')),
    vhost: text(at(field, 'vhost')),
    count: choice(at(field, 'count'), ['ready+unacked', 'ready']),
  };
}

function readPrometheus(field: Field): RuntimeSignal {
  only(field, ['query', 'connection']);
  return {
    source: 'prometheus',
    connection: text(at(field, 'connection')),
    query: text(at(field, 'query')),
  };
}

function readRedis(field: Field): RuntimeSignal {
  only(field, ['list', 'stream', 'consumerGroup', 'connection']);
  const of = at(field, 'list').value === undefined ? 'stream' : 'list';
  const consumerGroup = optional(at(field, 'consumerGroup'), text);
  if (of === 'list' && at(field, 'stream').value !== undefined) {
    complain(at(field, 'stream'), 'must not stand beside `list`', undefined);
  }
  return {
    source: 'redis',
    connection: text(at(field, 'connection')),
    of,
    key: text(at(field, of)),
    ...(consumerGroup !== undefined && { consumerGroup }),
  };
}

function readOasis(field: Field): RuntimeSignal {
  only(field, ['supplier', 'model', 'version', 'api', 'count', 'connection']);
  return {
    source: 'oasis',
    connection: text(at(field, 'connection')),
    supplier: text(at(field, 'supplier')),
    model: text(at(field, 'model')),
    version: text(at(field, 'version')),
    api: choice(at(field, 'api'), ['v1', 'v2']),
    count: choice(at(field, 'count'), ['analyses', 'tasks']),
  };
}
