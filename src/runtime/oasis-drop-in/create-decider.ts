import type { Instant, Millis } from '../../model/units.ts';
import { type GraceMemory, noteSnapshot } from '../../scaling/oasis/grace.ts';
import { type Loads, loadOf, loadsOf } from '../../scaling/oasis/load.ts';
import type { ModelState } from '../../scaling/oasis/model-state.ts';
import { type Plan, type PlanRules, planWorkers } from '../../scaling/oasis/plan.ts';
import { type Served, serve } from '../../scaling/oasis/served.ts';
import type { Entry } from '../../scaling/oasis/snapshot.ts';
import type { Clock } from '../clock.ts';
import type { Informer } from '../kube/informer.ts';
import { type LabelledDeployment, replicasOf, workersOf } from './labelled-deployment.ts';
import type { ModelBook } from './model-book.ts';
import type { Scaler } from './scaler.ts';

/** What should be done, by all that is known now. */
export interface Decider {
  /** Takes the newest snapshot: it alone counts from now on. */
  take(entries: readonly Entry[]): void;
  /** The newest snapshot is no longer a fresh picture; nothing idle is lowered before the next. */
  doubt(because: string): void;
  /** `undefined` before the first snapshot and the first list of Deployments. */
  decide(): Decided | undefined;
  /** Whether a snapshot came that could not be looked at yet, for want of a list of Deployments. */
  isWaiting(): boolean;
}

export interface Decided {
  readonly plan: Plan;
  /** By Deployment: why it is not served. */
  readonly refused: ReadonlyMap<string, string>;
}

export interface DeciderOptions {
  readonly clock: Clock;
  readonly rules: PlanRules;
  readonly deployments: Informer<LabelledDeployment>;
  readonly scaler: Scaler;
  readonly book: ModelBook;
  readonly abort: AbortSignal;
}

export function createDecider(options: DeciderOptions): Decider {
  const { clock, rules, deployments, scaler, book, abort } = options;
  let picture: { readonly loads: Loads; readonly arrivedAt: Instant } | undefined;
  let isNoted = false;
  let doubts: string | undefined;
  let memory: GraceMemory = new Map();

  const look = (): Served => {
    const there = deployments.list().filter((one) => !scaler.isGone(one));
    return serve(there.map((one) => workersOf(one, scaler.onTheirWay(one.metadata.name))));
  };

  const modelsOf = ({ served }: Served, loads: Loads): readonly ModelState[] =>
    served.map((deployment) => ({
      deployment,
      reading: loadOf(loads, deployment.queue),
      settings: book.settingsOf(deployment.identity),
    }));

  /** What a snapshot changes at once, before anything is awaited. */
  const note = (): void => {
    if (picture === undefined || isNoted || !deployments.hasSynced()) return;
    isNoted = true;
    const seen = look();
    book.refresh(seen.served, abort);
    const models = modelsOf(seen, picture.loads);
    memory = noteSnapshot(models, rules.priorityLevels, memory, clock.read().now);
  };

  return {
    take: (entries) => {
      picture = { loads: loadsOf(entries), arrivedAt: clock.read().now };
      doubts = undefined;
      isNoted = false;
      note();
    },
    doubt: (because) => {
      doubts = because;
    },
    decide: () => {
      note();
      if (picture === undefined || !isNoted) return undefined;
      const seen = look();
      book.meet(seen.served, abort);
      const { loads, arrivedAt } = picture;
      const { now } = clock.read();
      const plan = planWorkers({
        models: modelsOf(seen, loads),
        places: placesOf(loads),
        others: replicasOfRefused(seen, deployments.list()),
        rules,
        memory,
        now,
        ...(doubts === undefined
          ? {}
          : { stale: { because: doubts, age: (now - arrivedAt) as Millis } }),
      });
      memory = plan.memory;
      return { plan, refused: seen.refused };
    },
    isWaiting: () => picture !== undefined && !isNoted,
  };
}

function placesOf({ queues }: Loads): ReadonlyMap<string, number> {
  return new Map([...queues.keys()].map((queue, place) => [queue, place]));
}

/** They cannot be scaled, but their workers are there. */
function replicasOfRefused({ refused }: Served, all: readonly LabelledDeployment[]): number {
  return all
    .filter(({ metadata }) => refused.has(metadata.name))
    .reduce((sum, one) => sum + replicasOf(one), 0);
}
