import type { Instant } from '../../model/units.ts';
import type { Reason } from '../reason.ts';
import type { LoadedModel } from './loaded-model.ts';
import { isBusy } from './priority-levels.ts';
import { isFilled, type Switches, type Want, wantOf } from './want.ts';

/** What a model asks for, before limits and grace periods. */
export type Standing =
  /** It keeps what it has, for a reason. */
  | { readonly kind: 'left'; readonly reason: Reason }
  /** Its settings are on their way; busy or not decides what others may take meanwhile. */
  | { readonly kind: 'reading'; readonly busy: boolean; readonly reason: Reason }
  | { readonly kind: 'busy'; readonly workers: number; readonly reason: Reason }
  | {
      readonly kind: 'idle';
      readonly floor: number;
      readonly since: Instant | undefined;
      readonly reason: Reason;
    };

/** Where a model stands. A busy one whose settings are unusable keeps its workers, an idle one goes to none. */
export function standingOf(
  model: LoadedModel,
  switches: Switches,
  since: Instant | undefined,
): Standing {
  const { load, reading, settings, deployment } = model;
  const keeps = deployment.replicas;
  if (!reading.ok)
    return left({ rule: 'stale', age: noTime, because: reading.problem, workers: keeps });
  if (settings.state === 'none') return left(trouble(settings.because, keeps));
  if (settings.state === 'reading') {
    return { kind: 'reading', busy: isBusy(load), reason: { rule: 'starting', workers: keeps } };
  }
  const want = wantOf(settings.settings, load, switches);
  if (!isFilled(settings.settings) && !want.ok) return left(trouble(want.problem, keeps));
  if (!isBusy(load)) return idleStanding(model, want, since);
  if (!want.ok) return left(trouble(want.problem, keeps));
  return { kind: 'busy', workers: want.workers, reason: platformReason(model, want) };
}

const noTime = 0 as Extract<Reason, { rule: 'stale' }>['age'];

function left(reason: Reason): Standing {
  return { kind: 'left', reason };
}

function trouble(problem: string, workers: number): Reason {
  return { rule: 'platformSettings', problem, workers };
}

function idleStanding(model: LoadedModel, want: Want, since: Instant | undefined): Standing {
  if (!want.ok) return { kind: 'idle', floor: 0, since, reason: trouble(want.problem, 0) };
  const reason: Reason =
    model.unserved === undefined
      ? platformReason(model, want)
      : { rule: 'priority', priority: model.unserved, workers: want.workers };
  return { kind: 'idle', floor: want.workers, since, reason };
}

function platformReason({ load }: LoadedModel, want: Extract<Want, { ok: true }>): Reason {
  const { strategy, workers } = want;
  return { rule: 'platform', strategy, analyses: load.analyses, tasks: load.tasks, workers };
}
