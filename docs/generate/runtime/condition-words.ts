import type { GroupReasons, PoolReasons } from '../../../src/runtime/controller/status/finding.ts';
import { type Obstacles, obstacleWords } from './obstacle-words.ts';
import type { Word } from './word.ts';

/** One for each reason that the code can give: another one does not compile without its words. */
type Words<Reasons> = {
  readonly [Type in keyof Reasons]: Readonly<Record<Reasons[Type] & string, Word>>;
};

/** While nothing can be decided, `Bounded` repeats the reason of `Ready`, which says it once. */
type Own = Omit<PoolReasons, 'Bounded'> & {
  readonly Bounded: Exclude<PoolReasons['Bounded'], keyof Obstacles>;
};

export const poolWords: Words<Own> = {
  Ready: {
    WorkersReady: {
      status: 'True',
      means: 'All workers that the Deployment should have are ready.',
    },
    WorkersNotReady: {
      status: 'False',
      means: 'Workers start, or cannot.',
      remedy:
        'If it stays: `kubectl get pods`, and the Events of one that is not ready (no room on the nodes, a quota, an image, a Secret).',
    },
    ScaledObjectMissing: {
      status: 'False',
      means: 'KEDA is to scale the pool, and the ScaledObject is not there.',
      remedy: 'Sync the policies.',
    },
    HorizontalPodAutoscalerMissing: {
      status: 'False',
      means: 'Kubernetes is to scale the pool, and the HorizontalPodAutoscaler is not there.',
      remedy: 'Sync the policies.',
    },
    ...obstacleWords,
  },
  SignalFresh: {
    NotNeeded: { status: 'True', means: 'The mode reads no signal.' },
    Fresh: { status: 'True', means: 'The last sample is young enough to lower the number too.' },
    Stale: {
      status: 'False',
      means:
        'The last good sample is older than two polling intervals. It still adds workers where it asks for more; none are taken.',
      remedy:
        'The message says what the source answered. Look at the source, the network to it, and the Secret that opens it.',
    },
    Lost: {
      status: 'False',
      means:
        'There has been no good sample for longer than `onSignalLoss.holdFor`. What `onSignalLoss.then` says applies: nothing moves, unless a number stands there.',
      remedy: 'As for `Stale`. A pin sets a number by hand meanwhile.',
    },
    NotReadYet: {
      status: 'Unknown',
      means: 'Since this controller leads, the source has not answered. Nothing is lowered.',
      remedy: 'If it stays for longer than a minute: as for `Stale`.',
    },
  },
  Bounded: {
    WithinBounds: { status: 'False', means: 'The pool has what its mode asks for.' },
    Schedule: { status: 'True', means: 'A window of `schedule` lifts or caps the number.' },
    AtMin: { status: 'True', means: '`min` decides; the mode asks for fewer.' },
    AtMax: {
      status: 'True',
      means: '`max` decides; the mode asks for more.',
      remedy: 'If the backlog does not fall, raise `max`, or look for tasks that take too long.',
    },
    GroupQuota: {
      status: 'True',
      means: 'The quota of the group is shared out, and this is the share of the pool.',
      remedy:
        'Look at `used` and `shares` of the CapacityGroup; raise its quota, or a `weight` or `priority` of the pool.',
    },
    LowPriority: {
      status: 'True',
      means:
        'The group serves its highest priorities only (`priorityLevels`), and this is none of them now.',
    },
    OverQuota: {
      status: 'True',
      means: 'The minima and busy workers of the group need more than its quota has.',
      remedy: 'Raise the quota, or lower `min` of its pools.',
    },
    WaitsForRoom: {
      status: 'True',
      means: 'The share is there, and still taken by workers of others that are about to go.',
      remedy:
        'If it stays: which pods of the group end slowly? `gracePeriod` is how long they may.',
    },
    Rate: {
      status: 'True',
      means: '`up` or `down` of the policy says how fast the number may move.',
    },
    BusyWorkers: {
      status: 'True',
      means: 'Fewer are wanted, and those that are there are busy or not known to be idle.',
      remedy:
        'Nothing, if tasks are long. If it stays while nothing is done: does whatever `idleness` names answer?',
    },
  },
  OverQuota: {
    NoGroup: { status: 'False', means: 'The pool is in no group.' },
    WithinQuota: { status: 'False', means: 'The group keeps within its quota.' },
    QuotaExceeded: {
      status: 'True',
      means:
        'The pools of the group need more than its quota has: it was lowered, or the minima do not fit. Busy workers are not stopped for that.',
      remedy: 'Raise the quota or lower the minima; or wait until work has ended.',
    },
  },
  Paused: {
    NotPaused: {
      status: 'False',
      means: 'There is no annotation `roster.dev/pause` or `roster.dev/pin`.',
    },
    Paused: {
      status: 'True',
      means: 'A person said to leave the number as it is. The message says until when and why.',
      remedy: '`kubectl annotate workerpool NAME roster.dev/pause-` ends it.',
    },
    Pinned: {
      status: 'True',
      means: 'A person set the number. The message says until when and why.',
      remedy: '`kubectl annotate workerpool NAME roster.dev/pin-` ends it.',
    },
    Expired: {
      status: 'False',
      means: 'The pin or pause has ended by itself.',
      remedy: 'Remove the annotation, when convenient.',
    },
    InvalidAnnotation: {
      status: 'False',
      means: 'A pin or pause cannot be read and is not followed; the policy decides.',
      remedy: 'Write it as the message shows.',
    },
  },
  AlertsInPlace: {
    InPlace: { status: 'True', means: 'The PrometheusRule of the pool is there.' },
    PrometheusRuleMissing: {
      status: 'False',
      means: 'The pool should have alerts, and its PrometheusRule is not there.',
      remedy: 'Sync the policies.',
    },
  },
};

export const groupWords: Words<GroupReasons> = {
  Ready: {
    Shared: { status: 'True', means: 'The quota is shared out.' },
    Invalid: {
      status: 'False',
      means:
        'The resource cannot be read; the message names the field. Its pools stay as they are.',
      remedy: 'Correct the policy and sync.',
    },
  },
  OverQuota: {
    WithinQuota: { status: 'False', means: 'The group keeps within its quota.' },
    QuotaExceeded: {
      status: 'True',
      means:
        'More is taken than there is of what the message names: the quota was lowered, or others take of it.',
      remedy: 'Wait until work has ended, or raise the quota.',
    },
  },
  QuotaInPlace: {
    InPlace: {
      status: 'True',
      means: 'The ResourceQuota in the namespace has the same amounts as the policy.',
    },
    ResourceQuotaMissing: {
      status: 'False',
      means:
        'There is no ResourceQuota of that name: the shares are right, and nobody enforces them.',
      remedy: 'Sync the policies.',
    },
    ResourceQuotaDiffers: {
      status: 'False',
      means: 'The API server refuses by other amounts than those that are shared out.',
      remedy: 'Sync the policies; or find who edited the ResourceQuota.',
    },
  },
};
