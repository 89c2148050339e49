import type { V1Container, V1ContainerStateTerminated } from '@kubernetes/client-node';
import { isRestarted } from './container-change.ts';
import type { ContainerRecord, ContainerState, Ended } from './container-record.ts';
import { exitReasons } from './container-runtime.ts';
import type { Wire, WirePod } from './wire.ts';

/**
 * The records of a pod that this kubelet sees first, in the order of their starts. What its status tells of an earlier life on
 * this Node counts: a container that ran then was lost, and only its restart policy brings it back.
 */
export function firstRecords(pod: WirePod, now: Date): readonly ContainerRecord[] {
  const { initContainers = [], containers } = pod.spec!;
  return [
    ...initContainers.map((container) =>
      firstRecord(pod, container, container.restartPolicy === 'Always' ? 'sidecar' : 'init', now),
    ),
    ...containers.map((container) => firstRecord(pod, container, 'main', now)),
  ];
}

function firstRecord(
  pod: WirePod,
  container: Wire<V1Container>,
  role: ContainerRecord['role'],
  now: Date,
): ContainerRecord {
  const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
  const before = [...initContainerStatuses, ...containerStatuses].find(
    (status) => status.name === container.name,
  );
  const restarts = before?.restartCount ?? 0;
  const { running, terminated } = before?.state ?? {};
  if (running) {
    const since = running.startedAt === undefined ? now : new Date(running.startedAt);
    const lost = lostEnd(before?.containerID ?? '', since, now);
    return { container, role, restarts, state: endedState(pod, container, role, lost, now) };
  }
  const known = terminated ?? before?.lastState?.terminated;
  if (known === undefined) return { container, role, restarts, state: { kind: 'created' } };
  const state = endedState(pod, container, role, knownEnd(known, now), now);
  return { container, role, restarts, state };
}

function endedState(
  pod: WirePod,
  container: Wire<V1Container>,
  role: ContainerRecord['role'],
  ended: Ended,
  now: Date,
): ContainerState {
  const policy = pod.spec?.restartPolicy ?? 'Always';
  const again = isRestarted({ role, container }, ended.exit.exitCode, policy);
  return { kind: 'ended', ended, ...(again && { restartAt: now }) };
}

// 255 is what a container runtime says of a container whose end it did not see.
function lostEnd(containerId: string, startedAt: Date, endedAt: Date): Ended {
  const message = 'the Node was switched off while the container ran';
  return { containerId, startedAt, endedAt, exit: { exitCode: 255, reason: 'Error', message } };
}

function knownEnd(terminated: Wire<V1ContainerStateTerminated>, now: Date): Ended {
  const { containerID = '', startedAt, finishedAt, exitCode, message, reason } = terminated;
  return {
    containerId: containerID,
    startedAt: startedAt === undefined ? now : new Date(startedAt),
    endedAt: finishedAt === undefined ? now : new Date(finishedAt),
    exit: {
      exitCode,
      reason:
        exitReasons.find((known) => known === reason) ?? (exitCode === 0 ? 'Completed' : 'Error'),
      ...(message !== undefined && { message }),
    },
  };
}
