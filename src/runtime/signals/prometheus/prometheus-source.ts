import { millis } from '../../../model/units.ts';
import { after, type Clock } from '../../clock.ts';
import type { PrometheusSettings } from '../../connections.ts';
import { createAgents } from '../../http/agents.ts';
import type { Parts } from '../../parts.ts';
import { createPollSource } from '../poll-source.ts';
import { sentenceOf } from '../sentence-of.ts';
import type { Reading, Source } from '../source.ts';
import type { SourceTuning } from '../source-tuning.ts';
import type { RuntimeSignal } from '../wanted-signal.ts';
import { ageQuery } from './age-query.ts';
import { createLane } from './lane.ts';
import { type AskPrometheus, createPrometheusClient } from './prometheus-client.ts';

export type PrometheusSignal = Extract<RuntimeSignal, { source: 'prometheus' }>;

export interface PrometheusSourceSettings extends Parts, SourceTuning {
  /** `prometheus.main`. */
  readonly name: string;
  readonly settings: PrometheusSettings;
}

/** Prometheus evaluates 20 queries at once by default, for all who ask. */
const width = 6;
/** How many of those at once may be queries that were slow last time: the others must not wait behind them. */
const slowWidth = 2;
/** What takes longer is slow, in milliseconds. */
const slowAfter = 2_000;

/** Reads the one number that a query gives, as old as the samples it stands on where that can be asked. */
export function createPrometheusSource(parts: PrometheusSourceSettings): Source<PrometheusSignal> {
  const { settings, clock } = parts;
  const agents = createAgents(width + slowWidth);
  const ask = inLanes(createPrometheusClient(settings, agents, parts), clock);
  return createPollSource<PrometheusSignal>({
    ...parts,
    read: async (signals, report, abort) => {
      const failures = await Promise.all(
        signals.map(async ({ key, signal }) => {
          try {
            report(key, await readQuery(signal.query, ask, clock, abort));
            return undefined;
          } catch (error) {
            return { key, error };
          }
        }),
      );
      // The source failed where no query at all was answered.
      const [first] = failures;
      if (first !== undefined && !failures.includes(undefined)) throw first.error;
      for (const failure of failures) {
        if (failure === undefined) continue;
        report(failure.key, { ok: false, because: sentenceOf(failure.error) });
      }
    },
    close: async () => agents.close(),
  });
}

/** Whoever is slow waits for others that are slow. Waiting is not what makes a query slow. */
function inLanes(ask: AskPrometheus, clock: Clock): AskPrometheus {
  const [usual, slow] = [createLane(width), createLane(slowWidth)];
  const slowQueries = new Set<string>();
  const timed = async (query: string, abort: AbortSignal) => {
    const began = clock.read().now;
    try {
      return await ask(query, abort);
    } finally {
      if (clock.read().now - began < slowAfter) slowQueries.delete(query);
      else slowQueries.add(query);
    }
  };
  return (query, abort) => {
    const lane = slowQueries.has(query) ? slow : usual;
    return lane(() => timed(query, abort), abort);
  };
}

async function readQuery(
  query: string,
  ask: AskPrometheus,
  clock: Clock,
  abort: AbortSignal,
): Promise<Reading> {
  const sent = clock.read().now;
  const agesQuery = ageQuery(query);
  const [answer, scraped] = await Promise.all([
    ask(query, abort),
    agesQuery === undefined ? undefined : ask(agesQuery, abort),
  ]);
  if (!answer.ok) return answer;
  // Both times are on Prometheus' clock, so that it does not matter how far it is from ours.
  const age = scraped?.ok === true ? Math.max(0, scraped.at - scraped.value) * 1_000 : 0;
  const sampledAt = after(sent, millis(-age));
  const load = { units: answer.value };
  return { ok: true, sample: { load, sampledAt, arrivedAt: clock.read().now } };
}
