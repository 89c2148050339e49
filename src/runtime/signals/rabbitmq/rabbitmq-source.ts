import type { RabbitmqSettings } from '../../connections.ts';
import { createAgents } from '../../http/agents.ts';
import type { Parts } from '../../parts.ts';
import { createPollSource } from '../poll-source.ts';
import { sentenceOf } from '../sentence-of.ts';
import type { Report, Source } from '../source.ts';
import type { SourceTuning } from '../source-tuning.ts';
import type { WantedSignal } from '../wanted-signal.ts';
import { createAmqpConnections } from './amqp-connections.ts';
import { createManagement } from './management.ts';
import { readByAmqp } from './read-amqp.ts';
import { createVhostReader, type RabbitmqSignal } from './read-management.ts';

export interface RabbitmqSourceSettings extends Parts, SourceTuning {
  /** `rabbitmq.main`. */
  readonly name: string;
  readonly settings: RabbitmqSettings;
}

/** At most so many requests to one broker at once. */
const sockets = 4;

/** Reads queues through the management API where its URL is configured, and else by AMQP, which sees ready messages only. */
export function createRabbitmqSource(parts: RabbitmqSourceSettings): Source<RabbitmqSignal> {
  const { settings, clock } = parts;
  const agents = createAgents(sockets);
  const connections = createAmqpConnections(settings, parts);
  const byManagement = createVhostReader(createManagement(settings, agents, parts), clock);

  function readVhost(vhost: string, wanted: Wanted, report: Report, abort: AbortSignal) {
    return settings.managementFile === undefined
      ? readByAmqp(vhost, wanted, { connections, clock }, report, abort)
      : byManagement(vhost, wanted, report, abort);
  }

  return createPollSource<RabbitmqSignal>({
    ...parts,
    read: async (signals, report, abort) => {
      const vhosts = byVhost(signals);
      const failures = await Promise.all(
        vhosts.map(([vhost, wanted]) =>
          readVhost(vhost, wanted, report, abort).then(
            () => undefined,
            (error: unknown) => ({ wanted, error }),
          ),
        ),
      );
      // One virtual host that refuses us says nothing of the broker; all of them do.
      const [first] = failures;
      if (first !== undefined && !failures.includes(undefined)) throw first.error;
      for (const failure of failures) {
        for (const { key } of failure?.wanted ?? []) {
          report(key, { ok: false, because: sentenceOf(failure?.error) });
        }
      }
    },
    close: async () => {
      agents.close();
      connections.close();
    },
  });
}

function byVhost(signals: Wanted): readonly (readonly [string, Wanted])[] {
  const vhosts = new Set(signals.map(({ signal }) => signal.vhost));
  return [...vhosts].map((vhost) => [
    vhost,
    signals.filter(({ signal }) => signal.vhost === vhost),
  ]);
}

type Wanted = readonly WantedSignal<RabbitmqSignal>[];
