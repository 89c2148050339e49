import type { Clock } from '../../clock.ts';
import { sentenceOf } from '../sentence-of.ts';
import type { Reading, Report } from '../source.ts';
import type { WantedSignal } from '../wanted-signal.ts';
import type { AmqpConnections, AmqpReader } from './amqp-connections.ts';
import type { RabbitmqSignal } from './read-management.ts';

const blind =
  'AMQP cannot see unacknowledged messages: the connection needs a management URL, or the signal `count: ready`';

/**
 * Reads the ready messages of queues of one virtual host by passive declarations, which only ask. Rejects where there is no
 * connection. A quorum queue without a leader answers 0 here, as RabbitMQ does not tell; the management API does.
 */
export async function readByAmqp(
  vhost: string,
  wanted: readonly WantedSignal<RabbitmqSignal>[],
  { connections, clock }: { readonly connections: AmqpConnections; readonly clock: Clock },
  report: Report,
  abort: AbortSignal,
): Promise<void> {
  const visible = wanted.filter(({ key, signal }) => {
    if (signal.count === 'ready') return true;
    report(key, { ok: false, because: blind });
    return false;
  });
  if (visible.length === 0) return;
  const reader = await connections.open(vhost);
  // One that does not answer in time may be dead on its other side: the next read makes a new one.
  abort.addEventListener('abort', reader.drop);
  try {
    // One after the other: a refusal closes the channel under what else was asked on it.
    for (const { key, signal } of visible) {
      if (abort.aborted) return;
      report(key, await readQueue(reader, signal.queue, clock));
    }
  } finally {
    abort.removeEventListener('abort', reader.drop);
    reader.close();
  }
}

async function readQueue(reader: AmqpReader, queue: string, clock: Clock): Promise<Reading> {
  const sampledAt = clock.read().now;
  try {
    const units = await reader.countReady(queue);
    return { ok: true, sample: { load: { units }, sampledAt, arrivedAt: clock.read().now } };
  } catch (error) {
    if (!reader.isOpen()) throw error;
    return { ok: false, because: sentenceOf(error) };
  }
}
