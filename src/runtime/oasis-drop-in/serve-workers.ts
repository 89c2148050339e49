import { type Instant, type Millis, millis } from '../../model/units.ts';
import type { PlanRules, PlatformDecision } from '../../scaling/oasis/plan.ts';
import { after } from '../clock.ts';
import type { ApiClient } from '../kube/api-client.ts';
import { createInformer } from '../kube/create-informer.ts';
import type { Parts } from '../parts.ts';
import { createComplaints } from '../signals/oasis/complaints.ts';
import type { FeedEvent } from '../signals/oasis/snapshot-feed.ts';
import { createWake } from '../signals/wake.ts';
import { complainAbout } from './complain-about.ts';
import { createDecider } from './create-decider.ts';
import { type LabelledDeployment, trimDeployment, workerLabel } from './labelled-deployment.ts';
import { createModelBook } from './model-book.ts';
import type { Platform } from './platform.ts';
import { createScaler } from './scaler.ts';

export interface ServeOptions extends Parts {
  readonly platform: Platform;
  readonly api: ApiClient;
  readonly namespace: string;
  readonly rules: PlanRules;
  readonly continueUpdateScaling: boolean;
  /** Whether this replica may write now; a standby decides all the same and writes nothing. */
  readonly gate: () => boolean;
  /** Hears every decision, by Deployment, also those that change nothing; whoever is missing is not served any more. */
  readonly decided?: (decisions: ReadonlyMap<string, PlatformDecision>) => void;
  /** Hears how each attempt to learn the state of the queues went. */
  readonly observed?: (result: 'ok' | 'error') => void;
}

/** How often a standby that would write looks whether it may. */
const gateEvery = millis(1_000);

/**
 * Keeps the labelled Deployments of a namespace at the number of workers their models want, until `abort` fires. All is
 * decided anew for each snapshot, each answer about a model, each write and each end of a grace period. What somebody else
 * does to a Deployment is looked at with the next snapshot: two controllers would else chase each other.
 */
export async function serveWorkers(options: ServeOptions, abort: AbortSignal): Promise<void> {
  const { platform, namespace, rules, clock, log, gate } = options;
  const complaints = createComplaints('oasis', log);
  const wake = createWake();
  let isDirty = false;
  const lookAgain = (): void => {
    isDirty = true;
    wake.now();
  };
  const deployments = createInformer<LabelledDeployment>({
    ...options,
    resource: { group: 'apps', version: 'v1', plural: 'deployments', namespace },
    labelSelector: workerLabel,
    trim: trimDeployment,
    relistEveryMs: 600_000,
  });
  const scaler = createScaler({ ...options, deployments, complaints, done: lookAgain });
  const book = createModelBook({ ...options, ...platform, done: lookAgain });
  const decider = createDecider({ clock, rules, deployments, scaler, book, abort });

  const hear = (event: FeedEvent): void => {
    switch (event.kind) {
      case 'snapshot':
        options.observed?.('ok');
        decider.take(event.entries);
        lookAgain();
        return;
      case 'failed':
        options.observed?.('error');
        decider.doubt(event.because);
        return;
      case 'lost':
        decider.doubt(event.because);
        return;
      case 'unchanged':
        return;
    }
  };

  /** Decides and begins what follows; gives when to do so again without being told. */
  const decideAndAct = (): Instant | undefined => {
    const decided = decider.decide();
    if (decided === undefined) return undefined;
    complainAbout(decided, complaints);
    const { decisions, again } = decided.plan;
    options.decided?.(decisions);
    const changes = [...decisions].filter(([, { replicas, current }]) => replicas !== current);
    const { now } = clock.read();
    const isShut = changes.length > 0 && !gate();
    if (!isShut) for (const [name, decision] of changes) scaler.scale(name, decision, abort);
    const shut = isShut ? after(now, gateEvery) : undefined;
    return firstAhead(now, [again, scaler.retryAt(), book.retryAt(), shut]);
  };

  const keepDeciding = async (): Promise<void> => {
    let again: Instant | undefined;
    while (!abort.aborted) {
      const rest = restUntil(again, clock.read().now);
      if (!isDirty && rest !== 0) await wake.sleep(clock, rest, abort);
      else {
        isDirty = false;
        again = decideAndAct();
      }
    }
  };

  const changed = (): void => {
    if (decider.isWaiting()) lookAgain();
  };
  await Promise.all([deployments.run(changed, abort), platform.run(hear, abort), keepDeciding()]);
  await Promise.all([scaler.settled(), book.settled()]);
}

/** What is held beyond its grace period waits for a snapshot, not for a moment that is over. */
function firstAhead(now: Instant, times: readonly (Instant | undefined)[]): Instant | undefined {
  const ahead = times.filter((time) => time !== undefined).filter((time) => time > now);
  return ahead.length === 0 ? undefined : (Math.min(...ahead) as Instant);
}

/** 0 once the moment has come; `undefined` where there is none. */
function restUntil(again: Instant | undefined, now: Instant): Millis | undefined {
  return again === undefined ? undefined : millis(Math.max(0, again - now));
}
