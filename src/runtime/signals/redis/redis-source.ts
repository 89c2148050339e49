import type { Redis } from 'ioredis';
import type { Instant } from '../../../model/units.ts';
import type { RedisSettings } from '../../connections.ts';
import type { Parts } from '../../parts.ts';
import { createPollSource } from '../poll-source.ts';
import { sentenceOf } from '../sentence-of.ts';
import type { Reading, Report, Source } from '../source.ts';
import type { SourceTuning } from '../source-tuning.ts';
import type { WantedSignal } from '../wanted-signal.ts';
import { commandOf, type Length, lengthOf, type RedisSignal } from './length-command.ts';
import { createRedisConnection } from './redis-connection.ts';

export interface RedisSourceSettings extends Parts, SourceTuning {
  /** `redis.main`. */
  readonly name: string;
  readonly settings: RedisSettings;
}

/** Reads the lengths of lists and streams, all in one round trip. */
export function createRedisSource(parts: RedisSourceSettings): Source<RedisSignal> {
  const { clock, settings } = parts;
  const connection = createRedisConnection(settings, parts);

  async function readLengths(
    redis: Redis,
    signals: readonly WantedSignal<RedisSignal>[],
    report: Report,
  ) {
    const sampledAt = clock.read().now;
    const commands = signals.map(({ signal }) => [...commandOf(signal)]);
    const replies = (await redis.pipeline(commands).exec()) ?? [];
    for (const [index, { key, signal }] of signals.entries()) {
      const [error, reply] = replies[index] ?? [];
      const length = error ? refusalOf(error) : lengthOf(signal, reply);
      report(key, readingOf(length, sampledAt, clock.read().now));
    }
  }

  return createPollSource<RedisSignal>({
    ...parts,
    read: async (signals, report, abort) => {
      const redis = await connection.open();
      // One that does not answer in time may be dead on its other side: the next read makes a new one.
      const drop = () => connection.drop(redis);
      abort.addEventListener('abort', drop);
      try {
        await readLengths(redis, signals, report);
      } catch (error) {
        drop();
        throw error;
      } finally {
        abort.removeEventListener('abort', drop);
      }
    },
    close: async () => connection.close(),
  });
}

/** A command that Redis refuses is an answer; any other error is the connection's, and thrown. */
function refusalOf(error: Error): Length {
  if (error.name !== 'ReplyError') throw error;
  return { ok: false, because: sentenceOf(error) };
}

function readingOf(length: Length, sampledAt: Instant, arrivedAt: Instant): Reading {
  if (!length.ok) return length;
  return { ok: true, sample: { load: { units: length.units }, sampledAt, arrivedAt } };
}
