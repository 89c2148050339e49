import type { ContainerRecord } from './container-record.ts';
import { hasFailedInit, isEndedForGood, isInitialized } from './plan-containers.ts';

export type PodPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed';

/** `stopping`: told to end before its time. `stopped`: and nothing of it runs any more. */
export type PodStage = 'running' | 'stopping' | 'stopped';

/** The phase that a kubelet reports for these containers; a pod that was stopped is over, whatever its restart policy says. */
export function phaseOf(records: readonly ContainerRecord[], stage: PodStage): PodPhase {
  const main = records.filter(({ role }) => role === 'main');
  const over = main.every(hasSucceeded) ? 'Succeeded' : 'Failed';
  if (stage === 'stopped') return over;
  const runs = records.some(({ state }) => state.kind === 'running');
  if (records.some(hasFailedInit)) return runs ? 'Pending' : 'Failed';
  if (!isInitialized(records)) return 'Pending';
  if (main.every(isEndedForGood)) return runs ? 'Running' : over;
  return main.some(neverRan) ? 'Pending' : 'Running';
}

function hasSucceeded({ state }: ContainerRecord): boolean {
  return state.kind === 'ended' && state.ended.exit.exitCode === 0;
}

function neverRan({ state, last }: ContainerRecord): boolean {
  return state.kind === 'created' || (state.kind === 'refused' && last === undefined);
}
