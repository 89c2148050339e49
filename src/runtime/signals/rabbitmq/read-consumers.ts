import type { RabbitmqSettings } from '../../connections.ts';
import { createAgents } from '../../http/agents.ts';
import type { Parts } from '../../parts.ts';
import { createManagement, type Management } from './management.ts';
import { countsOf } from './queue-counts.ts';

/** A consumer's peer, and how many messages its channel has and has not acknowledged. */
export interface Consumer {
  readonly peerHost: string;
  readonly unacked: number;
}

export interface ReadConsumersParts extends Pick<Parts, 'readFile'> {
  readonly settings: RabbitmqSettings;
}

/**
 * Who consumes a queue, by the broker's statistics, which are up to 10 s old: a message taken since then is not seen in them.
 * The queue itself counts its unacknowledged messages at once, so where it has more than its consumers are said to have, the
 * consumers said to have none are left out: any of them may have the rest. Rejects where the broker cannot be asked or the
 * queue is not there. Queues other than classic ones count every 5 s, and a channel that consumes several queues
 * counts what it has of all of them.
 */
export async function readConsumers(
  parts: ReadConsumersParts,
  vhost: string,
  queue: string,
  abort: AbortSignal,
): Promise<readonly Consumer[]> {
  const agents = createAgents(3);
  const management = createManagement(parts.settings, agents, parts);
  try {
    const [consumers, channels, queues] = await Promise.all([
      readList(management, `/consumers/${encodeURIComponent(vhost)}?${consumerColumns}`, abort),
      readList(
        management,
        `/vhosts/${encodeURIComponent(vhost)}/channels?${channelColumns}`,
        abort,
      ),
      readList(management, `/queues/${encodeURIComponent(vhost)}?${queueColumns}`, abort),
    ]);
    const counts = countsOf(queues.find((one) => (one as NamedRow).name === queue));
    if (counts === undefined) throw new Error('the queue is not there, or does not count');
    const peers = peersOf(consumers, channels, queue);
    const seen = peers.reduce((sum, { unacked }) => sum + unacked, 0);
    return seen < counts.unacked ? peers.filter(({ unacked }) => unacked > 0) : peers;
  } catch (error) {
    throw new Error(`reading the consumers of queue ${queue}`, { cause: error });
  } finally {
    agents.close();
  }
}

const consumerColumns = 'columns=queue.name,channel_details.name,channel_details.peer_host';
const channelColumns = 'columns=name,messages_unacknowledged';
const queueColumns =
  'disable_stats=true&enable_queue_totals=true&columns=name,messages_ready,messages_unacknowledged';

interface NamedRow {
  readonly name?: unknown;
}

interface ConsumerRow {
  readonly queue?: NamedRow;
  readonly channel_details?: { readonly name?: unknown; readonly peer_host?: unknown };
}

interface ChannelRow extends NamedRow {
  readonly messages_unacknowledged?: unknown;
}

async function readList(management: Management, path: string, abort: AbortSignal) {
  const answer = await management.get(path, abort);
  if (!answer.found) throw new Error('there is no such virtual host');
  if (!Array.isArray(answer.json)) throw new Error('the answer is no list');
  return answer.json as readonly unknown[];
}

/** A channel counts once, however many consumers it has. One without statistics is not known to have nothing. */
function peersOf(
  consumers: readonly unknown[],
  channels: readonly unknown[],
  queue: string,
): readonly Consumer[] {
  const unackedOf = new Map(
    (channels as readonly ChannelRow[]).map((row) => [row.name, row.messages_unacknowledged]),
  );
  const peers = new Map<string, Consumer>();
  for (const row of consumers as readonly ConsumerRow[]) {
    const { name, peer_host: peerHost } = row.channel_details ?? {};
    const unacked = unackedOf.get(name);
    if (row.queue?.name !== queue) continue;
    if (typeof name !== 'string' || typeof peerHost !== 'string') continue;
    if (typeof unacked === 'number') peers.set(name, { peerHost, unacked });
  }
  return [...peers.values()];
}
