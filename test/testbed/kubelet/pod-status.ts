import type { V1ContainerStatus } from '@kubernetes/client-node';
import type { ContainerRecord, ContainerRole } from './container-record.ts';
import { type ContainerView, containerStatus } from './container-status.ts';
import { isInitialized, isOver } from './plan-containers.ts';
import { conditionsOf, type WrittenCondition } from './pod-conditions.ts';
import { type PodPhase, type PodStage, phaseOf } from './pod-phase.ts';
import type { Wire, WirePod } from './wire.ts';

/** Why the kubelet ends a pod by itself. */
export interface PodFailure {
  readonly reason: 'Evicted' | 'DeadlineExceeded';
  readonly message: string;
}

export interface PodView {
  readonly pod: WirePod;
  readonly records: readonly ContainerRecord[];
  readonly stage: PodStage;
  readonly failure?: PodFailure;
  readonly now: Date;
  readonly startTime: string;
  readonly hostIp: string;
  readonly podIp: string;
}

/** The part of a pod's status that a kubelet writes; null removes. */
export interface WrittenStatus {
  readonly observedGeneration?: number;
  readonly phase: PodPhase;
  readonly reason: string | null;
  readonly message: string | null;
  readonly startTime: string;
  readonly hostIP: string;
  readonly hostIPs: readonly { readonly ip: string }[];
  readonly podIP: string;
  readonly podIPs: readonly { readonly ip: string }[];
  readonly conditions: readonly WrittenCondition[];
  readonly initContainerStatuses?: readonly Wire<V1ContainerStatus>[];
  readonly containerStatuses: readonly Wire<V1ContainerStatus>[];
}

/** Computes the status from what is known of the containers. The phase fails by force only once nothing runs, so that no replacement starts beside it. */
export function podStatus(view: PodView): WrittenStatus {
  const { pod, records, stage, failure, now } = view;
  const isForced = failure !== undefined && stage === 'stopped';
  const phase = isForced ? 'Failed' : phaseOf(records, stage);
  const generation = pod.metadata?.generation;
  const disruption = failure?.reason === 'Evicted' ? failure.message : undefined;
  const inits = statuses(view, (role) => role !== 'main');
  return {
    ...(generation !== undefined && { observedGeneration: generation }),
    phase,
    reason: isForced ? failure.reason : null,
    message: isForced ? failure.message : null,
    startTime: view.startTime,
    hostIP: view.hostIp,
    hostIPs: [{ ip: view.hostIp }],
    podIP: view.podIp,
    podIPs: [{ ip: view.podIp }],
    conditions: conditionsOf({
      pod,
      records,
      phase,
      stage,
      now,
      ...(disruption !== undefined && { disruption }),
    }),
    ...(inits.length > 0 && { initContainerStatuses: inits }),
    containerStatuses: statuses(view, (role) => role === 'main'),
  };
}

function statuses(
  { pod, records, stage, now }: PodView,
  isWanted: (role: ContainerRole) => boolean,
): readonly Wire<V1ContainerStatus>[] {
  const { name, namespace, uid } = pod.metadata!;
  const context: ContainerView = {
    // What ended in a pod that is over is not restarted, whatever its policy says.
    stage: stage === 'running' && isOver(records) ? 'stopping' : stage,
    now,
    podText: `${name}_${namespace}(${uid})`,
    initialized: isInitialized(records),
  };
  return records
    .filter(({ role }) => isWanted(role))
    .map((record) => containerStatus(record, context));
}
