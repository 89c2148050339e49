import type { Instant } from '../../model/units.ts';
import type { PlatformDecision } from '../../scaling/oasis/plan.ts';
import { after } from '../clock.ts';
import type { ApiClient } from '../kube/api-client.ts';
import type { Informer } from '../kube/informer.ts';
import { resourcePath } from '../kube/resource-path.ts';
import { patchReplicas, type ScaleOutcome } from '../kube/scale-deployment.ts';
import type { Parts } from '../parts.ts';
import { backoffAfter } from '../signals/oasis/backoff.ts';
import type { Complaints } from '../signals/oasis/complaints.ts';
import { sentenceOf } from '../signals/sentence-of.ts';
import type { LabelledDeployment } from './labelled-deployment.ts';

/** Writes `spec.replicas`, one write at a time for each Deployment. */
export interface Scaler {
  /** Begins to carry a decision out, unless a write of this Deployment is on its way or waits after a failure. */
  scale(name: string, decision: PlatformDecision, abort: AbortSignal): void;
  /** The number that is on its way; 0 where none is. */
  onTheirWay(name: string): number;
  /** Whether the API server said that this very Deployment is gone, though the copy still has it. */
  isGone(deployment: LabelledDeployment): boolean;
  /** When the first write that failed may be tried again. */
  retryAt(): Instant | undefined;
  settled(): Promise<void>;
}

export interface ScalerOptions extends Pick<Parts, 'clock' | 'random' | 'log'> {
  readonly api: ApiClient;
  readonly namespace: string;
  readonly deployments: Informer<LabelledDeployment>;
  readonly complaints: Complaints;
  /** Called after each write, whatever came of it. */
  readonly done: () => void;
}

/** A failure longer ago than this, in milliseconds, begins no row with the next. */
const forgottenAfter = 60_000;

export function createScaler(options: ScalerOptions): Scaler {
  const { api, clock, random, log, namespace, deployments, complaints, done } = options;
  const underway = new Map<string, { readonly replicas: number; readonly run: Promise<void> }>();
  const failed = new Map<string, { readonly count: number; readonly retryAt: Instant }>();
  const gone = new Map<string, string | undefined>();

  const write = async (name: string, decision: PlatformDecision, abort: AbortSignal) => {
    const copy = deployments.get(name);
    const resourceVersion = copy?.metadata.resourceVersion;
    if (copy === undefined || resourceVersion === undefined) return;
    const wanted = { namespace, name, replicas: decision.replicas, resourceVersion };
    const outcome = await patchReplicas(api, wanted, abort);
    if (outcome.ok) return succeed(copy, outcome, decision);
    if (outcome.reason === 'notFound') {
      gone.set(name, copy.metadata.uid);
      return;
    }
    const count = pauseAfterFailure(name);
    if (outcome.reason !== 'conflict') return complain(name, outcome.because);
    // Its status changes all the time, and its version with it: one conflict is nothing to speak of.
    if (count > 1) complain(name, outcome.because);
    await readAgain(name, abort);
  };

  const succeed = (copy: LabelledDeployment, outcome: Scaled, decision: PlatformDecision) => {
    const { name } = copy.metadata;
    deployments.learn(withScale(copy, outcome));
    const { current: from, reasons } = decision;
    log.info({ deployment: name, from, to: outcome.replicas, reasons }, 'scaled');
    failed.delete(name);
    complaints.over(`scaling ${name}`);
  };

  /** Gives how many there were in a row. */
  const pauseAfterFailure = (name: string): number => {
    const { now } = clock.read();
    const before = failed.get(name);
    const isRow = before !== undefined && now - before.retryAt < forgottenAfter;
    const count = isRow ? before.count + 1 : 1;
    failed.set(name, { count, retryAt: after(now, backoffAfter(count - 1, random)) });
    return count;
  };

  const complain = (name: string, because: string): void => {
    complaints.warn(`scaling ${name}`, because, 'scaling failed and is tried again');
  };

  /** Somebody wrote since the copy was made; the watch brings it too, but perhaps late. */
  const readAgain = async (name: string, abort: AbortSignal): Promise<void> => {
    const resource = { group: 'apps', version: 'v1', plural: 'deployments', namespace };
    const path = resourcePath(resource, name);
    deployments.learn(await api.call<LabelledDeployment>({ method: 'GET', path }, abort));
    // With what it is now there is no reason to wait, but one that conflicts for ever does.
    const failure = failed.get(name);
    if (failure?.count === 1) failed.set(name, { count: 1, retryAt: clock.read().now });
  };

  return {
    scale: (name, decision, abort) => {
      const waits = (failed.get(name)?.retryAt ?? 0) > clock.read().now;
      if (underway.has(name) || waits) return;
      const run = write(name, decision, abort)
        .catch((error: unknown) => {
          if (abort.aborted) return;
          pauseAfterFailure(name);
          complain(name, sentenceOf(error));
        })
        .finally(() => {
          underway.delete(name);
          done();
        });
      underway.set(name, { replicas: decision.replicas, run });
    },
    onTheirWay: (name) => underway.get(name)?.replicas ?? 0,
    isGone: ({ metadata }) => {
      if (!gone.has(metadata.name)) return false;
      if (gone.get(metadata.name) === metadata.uid) return true;
      gone.delete(metadata.name); // made anew
      return false;
    },
    retryAt: () => {
      for (const name of failed.keys())
        if (deployments.get(name) === undefined) failed.delete(name);
      const now = clock.read().now;
      const times = [...failed.values()].map(({ retryAt }) => retryAt).filter((at) => at > now);
      return times.length === 0 ? undefined : (Math.min(...times) as Instant);
    },
    settled: async () => {
      await Promise.all([...underway.values()].map(({ run }) => run));
    },
  };
}

type Scaled = Extract<ScaleOutcome, { ok: true }>;

function withScale(
  copy: LabelledDeployment,
  { replicas, resourceVersion }: Scaled,
): LabelledDeployment {
  return { ...copy, metadata: { ...copy.metadata, resourceVersion }, spec: { replicas } };
}
