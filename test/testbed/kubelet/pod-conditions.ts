import type { V1PodCondition } from '@kubernetes/client-node';
import type { ContainerRecord } from './container-record.ts';
import { isInitialized, isOver } from './plan-containers.ts';
import type { PodPhase, PodStage } from './pod-phase.ts';
import { type Wire, type WirePod, wireTime } from './wire.ts';

/** A condition as it is patched in: null takes a reason or message away that was there before. */
export interface WrittenCondition {
  readonly type: string;
  readonly status: 'True' | 'False';
  readonly reason: string | null;
  readonly message: string | null;
  readonly lastTransitionTime: string;
  readonly observedGeneration?: number;
}

export interface ConditionView {
  readonly pod: WirePod;
  readonly records: readonly ContainerRecord[];
  readonly phase: PodPhase;
  readonly stage: PodStage;
  readonly now: Date;
  /** Why the kubelet itself takes the pod away, if it does. */
  readonly disruption?: string;
}

type Verdict = Pick<WrittenCondition, 'type' | 'status' | 'reason' | 'message'>;

/** The conditions that are the kubelet's; the time of a transition is kept where the status stays what it was. */
export function conditionsOf(view: ConditionView): readonly WrittenCondition[] {
  const before = view.pod.status?.conditions ?? [];
  const generation = view.pod.metadata?.generation;
  return verdicts(view, before).map((verdict) => {
    const old = before.find(({ type }) => type === verdict.type);
    const kept = old?.status === verdict.status ? old.lastTransitionTime : undefined;
    return {
      ...verdict,
      lastTransitionTime: kept ?? wireTime(view.now),
      ...(generation !== undefined && { observedGeneration: generation }),
    };
  });
}

function verdicts(view: ConditionView, before: readonly Wire<V1PodCondition>[]): Verdict[] {
  const containersReady = readyContainers(view);
  const all = [
    truth('PodReadyToStartContainers', view.stage !== 'stopped' && !isOver(view.records)),
    initialized(view),
    { type: 'ContainersReady', ...containersReady },
    { type: 'Ready', ...(containersReady.status === 'True' ? gates(view) : containersReady) },
  ];
  // A pod that was created with its node named never met the scheduler.
  if (!before.some(({ type }) => type === 'PodScheduled')) all.push(truth('PodScheduled', true));
  if (view.disruption !== undefined) {
    const reason = 'TerminationByKubelet';
    all.push({ type: 'DisruptionTarget', status: 'True', reason, message: view.disruption });
  }
  return all;
}

function truth(type: string, holds: boolean): Verdict {
  return { type, status: holds ? 'True' : 'False', reason: null, message: null };
}

function initialized({ records, phase }: ConditionView): Verdict {
  if (isInitialized(records)) {
    const reason = phase === 'Succeeded' ? 'PodCompleted' : null;
    return { ...truth('Initialized', true), reason };
  }
  const names = records
    .filter(({ role, state }) => role !== 'main' && state.kind !== 'ended')
    .map(({ container }) => container.name);
  const message = `containers with incomplete status: [${names.join(' ')}]`;
  return { ...truth('Initialized', false), reason: 'ContainersNotInitialized', message };
}

function readyContainers({ records, phase }: ConditionView): Omit<Verdict, 'type'> {
  if (phase === 'Succeeded') return { status: 'False', reason: 'PodCompleted', message: null };
  if (phase === 'Failed') return { status: 'False', reason: 'PodFailed', message: null };
  const unready = records
    .filter(({ role }) => role !== 'init')
    .filter(({ state }) => state.kind !== 'running' || !state.ready)
    .map(({ container }) => container.name);
  if (unready.length === 0) return { status: 'True', reason: null, message: null };
  const message = `containers with unready status: [${unready.join(' ')}]`;
  return { status: 'False', reason: 'ContainersNotReady', message };
}

function gates({ pod }: ConditionView): Omit<Verdict, 'type'> {
  const conditions = pod.status?.conditions ?? [];
  const closed = (pod.spec?.readinessGates ?? [])
    .map(({ conditionType }) => conditionType)
    .filter((gate) => !conditions.some(({ type, status }) => type === gate && status === 'True'));
  if (closed.length === 0) return { status: 'True', reason: null, message: null };
  const message = closed.map((gate) => `the status of pod readiness gate "${gate}" is not "True"`);
  return { status: 'False', reason: 'ReadinessGatesNotReady', message: message.join(', ') };
}
