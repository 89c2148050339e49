import { setMaxListeners } from 'node:events';
import type { ApiClient } from '../kube/api-client.ts';
import { createEvents } from '../kube/events.ts';
import type { Leader } from '../kube/leader.ts';
import type { Parts } from '../parts.ts';
import { createWorkQueue } from '../queue/work-queue.ts';
import { createObservations } from '../signals/observations.ts';
import type { Source } from '../signals/source.ts';
import type { Drain } from './act/drain.ts';
import { createKubeWrites } from './act/kube-writes.ts';
import { tellMismatch } from './act/tell-mismatch.ts';
import { serveAdmin } from './admin/admin-server.ts';
import { createAdminState } from './admin/admin-state.ts';
import { createMemories } from './cell/memories.ts';
import { createPodClaims } from './cell/pod-claims.ts';
import { createReconciler } from './create-reconciler.ts';
import { createLedger } from './ledger.ts';
import {
  component,
  createControllerMetrics,
  poolController,
} from './metrics/controller-metrics.ts';
import { createGroupSeries } from './metrics/group-series.ts';
import { createPoolSeries } from './metrics/pool-series.ts';
import { createProgress } from './progress.ts';
import { createSayer } from './status/create-sayer.ts';
import { createTogether } from './together.ts';
import { createSignalAssignment } from './watch/assign-signals.ts';
import { watchCluster } from './watch/cluster.ts';
import { countReads } from './watch/count-reads.ts';
import { createTakeUp } from './watch/take-up-policies.ts';

/** What a controller is told at its start. */
export interface ControllerSettings {
  readonly namespaces: readonly string[];
  /** 0 for any that is free. */
  readonly adminPort: number;
  /** Where the admin port listens; all addresses if absent. */
  readonly adminHost?: string;
  /** The name of our pod, in Events and documents. */
  readonly instance: string;
  readonly version: string;
  /** Changes that are kept of each pool or group, beside its newest decision. */
  readonly ledgerSize: number;
  /** Cells that are worked on at once. */
  readonly concurrency: number;
  readonly relistEveryMs?: number;
}

/** What a controller is made of. */
export interface ControllerParts extends Parts {
  readonly settings: ControllerSettings;
  readonly api: ApiClient;
  /** With a budget of its own, so that a number is changed before a thousand statuses are written; `api` if absent. */
  readonly scaleApi?: Pick<ApiClient, 'call'>;
  /** Each is called `kind.name`, as signals name their connections. */
  readonly sources: readonly Source[];
  readonly leader: Leader;
  readonly drain?: Drain;
  /** Told of the port that the admin server got. */
  readonly listening?: (port: number) => void;
}

/**
 * Runs the controller until `abort` fires, and resolves when everything has stopped and the lease is given back. Rejects
 * where it cannot work at all: a port that is taken, Leases that are forbidden.
 */
export async function runController(parts: ControllerParts, abort: AbortSignal): Promise<void> {
  const { settings, clock, log, leader, sources } = parts;
  const stop = new AbortController();
  const end = () => stop.abort();
  const { signal } = stop;
  // as many informers and sources as there are wait for the end
  setMaxListeners(0, signal);
  abort.addEventListener('abort', end, { once: true });
  if (abort.aborted) end();
  const together = createTogether(end, log);

  const metrics = createControllerMetrics(settings.version);
  const poolSeries = createPoolSeries(metrics);
  const ledger = createLedger(settings.ledgerSize);
  const observations = createObservations(clock);
  const assignment = createSignalAssignment(sources, observations);
  const { instance, version } = settings;
  const events = createEvents({ ...parts, controller: 'roster.dev/controller', instance });
  const failed = () => metrics.roster_reconcile_errors_total.inc({ controller: poolController });
  const queue = createWorkQueue({ ...parts, failed });
  const progress = createProgress(clock, queue);
  const watching = { ...parts, ...relistOf(settings) };
  const writes = createKubeWrites(
    { api: parts.api, scaleApi: parts.scaleApi ?? parts.api },
    events,
  );
  const departed = (poolId: string, podName: string) => {
    const wrong = parts.drain?.departed?.(poolId, podName);
    if (wrong === undefined) return;
    if (wrong.wasBusy) poolSeries.killed(poolId);
    tellMismatch(poolId, podName, wrong, cluster.worlds, writes);
  };
  const told = { changed: queue.add, departed };
  const cluster = watchCluster(settings.namespaces, watching, told, together.add, signal);
  const sayer = createSayer({ ...parts, failed, writes });
  const reconciler = createReconciler({
    ...parts,
    worlds: cluster.worlds,
    nodes: cluster.nodes,
    observe: observations.get,
    mayWrite: () => leader.isLeader() && !signal.aborted,
    writes,
    sayer,
    claims: createPodClaims(),
    memories: createMemories(),
    ledger,
    metrics,
    poolSeries,
    groupSeries: createGroupSeries(metrics),
  });

  const assign = () => assignment.want(leader.isLeader() ? cluster.wantedSignals() : []);
  const lead = (leads: boolean) => {
    metrics.roster_leader.set({ component }, leads ? 1 : 0);
    // each term begins with nothing known, so that nothing is lowered on what another one saw
    reconciler.forget();
    assignment.want([]);
    if (!leads) return;
    assign();
    cluster.allCells().forEach(queue.add);
  };
  const takeUp = createTakeUp({ clock, refresh: cluster.refresh, assign });
  const work = async (key: string, whileRunning: AbortSignal) => {
    try {
      const later = takeUp();
      if (later !== undefined) queue.addAfter(key, later);
      const rest = await reconciler.reconcile(key, whileRunning);
      if (rest !== undefined) queue.addAfter(key, rest);
    } finally {
      progress.made();
    }
  };
  const listeners = [
    leader.onChange(lead),
    observations.onChange((key) => cluster.cellsOfSignal(key).forEach(queue.add)),
  ];

  for (const source of sources) {
    together.add(source.run(countReads(source.name, metrics, observations.report), signal));
  }
  together.add(queue.run(work, settings.concurrency, signal));
  together.add(sayer.run(settings.concurrency, signal));
  together.add(events.run(signal));
  const admin = createAdminState({
    ...parts,
    instance,
    version,
    cluster,
    ledger,
    metrics,
    poolSeries,
    progress,
  });
  const place = { port: settings.adminPort, ...hostOf(settings) };
  together.add(serveAdmin(place, admin, log, signal, parts.listening));

  // the lease is given back when nothing is written any more
  const term = new AbortController();
  const leading = createTogether(end, log);
  leading.add(leader.run(term.signal));
  const ended = await Promise.allSettled([together.ended()]);
  term.abort();
  await leading.ended();
  for (const quiet of listeners) quiet();
  abort.removeEventListener('abort', end);
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

function relistOf({ relistEveryMs }: ControllerSettings) {
  return relistEveryMs === undefined ? {} : { relistEveryMs };
}

function hostOf({ adminHost }: ControllerSettings) {
  return adminHost === undefined ? {} : { host: adminHost };
}
