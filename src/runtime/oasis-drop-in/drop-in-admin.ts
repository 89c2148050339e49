import { Registry } from 'prom-client';
import { instant } from '../../model/units.ts';
import { explain, reasonWord } from '../../scaling/explain.ts';
import type { PlatformDecision } from '../../scaling/oasis/plan.ts';
import type { Clock } from '../clock.ts';
import type { AdminState } from '../controller/admin/answer-admin.ts';
import { registerMetrics } from '../controller/metrics/registered-metrics.ts';

/** What the drop-in tells on its admin port, and what it is told for that. */
export interface DropInAdmin {
  readonly state: AdminState;
  readonly decided: (decisions: ReadonlyMap<string, PlatformDecision>) => void;
  readonly observed: (result: 'ok' | 'error') => void;
}

export interface DropInAdminOptions {
  readonly clock: Pick<Clock, 'read'>;
  readonly namespace: string;
  readonly version: string;
  /** Whether this replica may write. */
  readonly leads: () => boolean;
}

const names = [
  'roster_build_info',
  'roster_leader',
  'roster_pool_wanted_replicas',
  'roster_pool_current_replicas',
  'roster_pool_reason',
  'roster_pool_decisions_total',
  'roster_signal_reads_total',
] as const;

/** The one source that there is. */
const source = 'oasis.main';
const component = 'controller';
const directions = ['up', 'down'] as const;

/**
 * Makes the admin port of the drop-in: the series of pools under the names of their Deployments, and why each has its number.
 * It is ready before the platform has answered: the worker controller that it replaces has no probe, and a restart mends no
 * platform.
 */
export function createDropInAdmin(options: DropInAdminOptions): DropInAdmin {
  const { clock, namespace, version, leads } = options;
  const registry = new Registry();
  const metrics = registerMetrics(registry, names);
  metrics.roster_build_info.set({ component, version }, 1);
  for (const result of ['ok', 'error'])
    metrics.roster_signal_reads_total.inc({ source, result }, 0);
  let known: ReadonlyMap<string, PlatformDecision> = new Map();

  function forget(pool: string, before: PlatformDecision): void {
    const labels = { namespace, pool };
    metrics.roster_pool_wanted_replicas.remove(labels);
    metrics.roster_pool_current_replicas.remove(labels);
    metrics.roster_pool_reason.remove({ ...labels, reason: wordOf(before) });
    for (const direction of directions) {
      metrics.roster_pool_decisions_total.remove({ ...labels, direction });
    }
  }

  function show(pool: string, decision: PlatformDecision, before?: PlatformDecision): void {
    const labels = { namespace, pool };
    const { wanted, current, replicas } = decision;
    metrics.roster_pool_wanted_replicas.set(labels, wanted);
    metrics.roster_pool_current_replicas.set(labels, current);
    if (before === undefined) {
      for (const direction of directions) {
        metrics.roster_pool_decisions_total.inc({ ...labels, direction }, 0);
      }
    } else metrics.roster_pool_reason.remove({ ...labels, reason: wordOf(before) });
    metrics.roster_pool_reason.set({ ...labels, reason: wordOf(decision) }, 1);
    if (replicas === current || !leads()) return;
    const direction = replicas > current ? 'up' : 'down';
    metrics.roster_pool_decisions_total.inc({ ...labels, direction });
  }

  return {
    decided: (decisions) => {
      for (const [name, before] of known) if (!decisions.has(name)) forget(name, before);
      for (const [name, decision] of decisions) show(name, decision, known.get(name));
      known = decisions;
    },
    observed: (result) => metrics.roster_signal_reads_total.inc({ source, result }),
    state: {
      metrics: async () => {
        metrics.roster_leader.set({ component }, leads() ? 1 : 0);
        return { type: registry.contentType, text: await registry.metrics() };
      },
      sickness: () => undefined,
      unreadiness: () => undefined,
      leads,
      leaderName: () => undefined,
      pools: () => ({
        at: new Date(instant(clock.read().wall)).toISOString(),
        pools: [...known].map(([name, decision]) => describe(`${namespace}/${name}`, decision)),
      }),
      decisions: (there, name) => {
        const decision = there === namespace ? known.get(name) : undefined;
        return decision && describe(`${namespace}/${name}`, decision);
      },
    },
  };
}

function describe(pool: string, { reasons, ...numbers }: PlatformDecision): object {
  return { pool, ...numbers, reasons: reasons.map(explain) };
}

function wordOf({ reasons }: PlatformDecision): string {
  const last = reasons.at(-1);
  return last === undefined ? 'Idle' : reasonWord(last);
}
