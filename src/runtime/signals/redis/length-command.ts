import type { RuntimeSignal } from '../wanted-signal.ts';

export type RedisSignal = Extract<RuntimeSignal, { source: 'redis' }>;

/** What to ask Redis for the length of a list, a stream, or the backlog of a consumer group. */
export function commandOf({ of, key, consumerGroup }: RedisSignal): readonly [string, ...string[]] {
  switch (of) {
    case 'list':
      return ['llen', key];
    case 'stream':
      return consumerGroup === undefined ? ['xlen', key] : ['xinfo', 'GROUPS', key];
  }
}

export type Length =
  | { readonly ok: true; readonly units: number }
  | { readonly ok: false; readonly because: string };

/**
 * Reads the reply. Redis removes a list or stream with its last entry, so that a key that is not there is an empty one: zero.
 * A consumer group is made by someone, and one that is not there is a mistake or yet to come: a gap.
 */
export function lengthOf({ consumerGroup }: RedisSignal, reply: unknown): Length {
  if (consumerGroup !== undefined) return groupLength(consumerGroup, reply);
  return typeof reply === 'number' ? { ok: true, units: reply } : refuse('Redis gives no number');
}

/** What is delivered and not acknowledged, and what is not delivered yet. */
function groupLength(name: string, reply: unknown): Length {
  const groups = Array.isArray(reply) ? reply.map(fieldsOf) : [];
  const group = groups.find((fields) => fields.get('name') === name);
  if (group === undefined) return refuse(`the stream has no consumer group ${name}`);
  const [pending, lag] = [group.get('pending'), group.get('lag')];
  if (typeof pending !== 'number') return refuse('Redis gives no number');
  if (typeof lag === 'number') return { ok: true, units: pending + lag };
  // The length of the stream would be no way out: it counts what is long done, and would keep all workers for ever.
  return refuse(
    group.has('lag')
      ? 'Redis cannot tell how far the group lags, since entries were deleted or it began in the middle'
      : 'Redis tells the lag of a group from version 7.0 on',
  );
}

/** Replies are flat: a name, its value, a name, its value. */
function fieldsOf(group: unknown): ReadonlyMap<unknown, unknown> {
  const fields = new Map<unknown, unknown>();
  if (!Array.isArray(group)) return fields;
  for (let at = 0; at + 1 < group.length; at += 2) fields.set(group[at], group[at + 1]);
  return fields;
}

function refuse(because: string): Length {
  return { ok: false, because };
}
