import { count } from './count.ts';
import { ask, askWithoutSignal } from './demand/ask.ts';
import type { Asked } from './demand/asked.ts';
import type { GroupBacklog } from './demand/share.ts';
import type { Judged } from './freshness.ts';
import type { Sample } from './observation.ts';
import type { Now, PoolInput } from './pool-input.ts';
import type { Reason } from './reason.ts';

/** What a mode asks for once it is known how far its signal can be trusted. */
export interface Trusted {
  readonly workers: number;
  readonly reasons: readonly Reason[];
  /** Whether nobody can tell that fewer would do: then no other pool may take of what there is. */
  readonly isBlind: boolean;
  readonly asked?: Asked;
}

/** What the group of a pool has to say about what it may ask for. */
export interface GroupView {
  readonly backlog?: GroupBacklog;
  /** Set where its priority is not among those that are served: it counts as idle. */
  readonly unserved?: { readonly priority: number };
}

/**
 * A fresh sample is used; a stale one raises and does not lower; a lost signal leaves the number to the policy, which says to
 * hold it, or another. Until the first answer there is no number but the present one.
 */
export function trust(input: PoolInput, judged: Judged, now: Now, group: GroupView): Trusted {
  const { current } = input;
  switch (judged.freshness) {
    case 'none':
      return plainly(askWithoutSignal(input));
    case 'fresh':
      return plainly(askBySample(input, judged.sample, now, group));
    case 'stale': {
      const asked = askBySample(input, judged.sample, now, group);
      const trusted = { ...plainly(asked), isBlind: true };
      if (asked.workers >= current) return trusted;
      const { age, because } = judged;
      const stale: Reason = { rule: 'stale', age, because, workers: current };
      return { ...trusted, workers: current, reasons: [...trusted.reasons, stale] };
    }
    case 'never':
      return {
        workers: current,
        reasons: [{ rule: 'starting', workers: current }],
        isBlind: true,
      };
    case 'lost':
      return fallBack(input, judged);
  }
}

function plainly(asked: Asked): Trusted {
  const { workers, reason } = asked;
  return { workers, reasons: [reason], isBlind: asked.isBlind === true, asked };
}

function askBySample(
  input: PoolInput,
  sample: Sample | undefined,
  now: Now,
  { backlog, unserved }: GroupView,
): Asked {
  if (sample === undefined) return askWithoutSignal(input);
  if (unserved === undefined) return ask(input, sample, now, backlog);
  const { workers } = ask(input, idle(sample), now, backlog);
  return { workers, reason: { rule: 'priority', priority: unserved.priority, workers } };
}

function idle(sample: Sample): Sample {
  const { platform } = sample.load;
  const none = platform && { ...platform, tasks: 0, analyses: 0 };
  return { ...sample, load: { units: 0, ...(none && { platform: none }) } };
}

function fallBack({ scaling, current }: PoolInput, { age, because }: Judged): Trusted {
  const { next } = scaling.onSignalLoss;
  const lost = (fallback: 'hold' | 'workers' | 'atLeast', workers: number): Reason[] => [
    { rule: 'lost', age, because, fallback, workers },
  ];
  if (next === 'hold') return { workers: current, reasons: lost('hold', current), isBlind: true };
  if ('workers' in next) {
    const workers = count(next.workers);
    return { workers, reasons: lost('workers', workers), isBlind: false };
  }
  const workers = Math.max(current, count(next.atLeast));
  return { workers, reasons: lost('atLeast', workers), isBlind: true };
}
