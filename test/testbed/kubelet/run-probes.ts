import type { V1Container, V1Probe } from '@kubernetes/client-node';
import type { Clock } from '../clock.ts';
import type { ContainerChange } from './container-change.ts';
import type { RunningContainer } from './container-runtime.ts';
import { countProbe, unprobed } from './probe-count.ts';

export interface ProbeParts {
  readonly clock: Clock;
  /** How long a second of a probe's delay or period lasts. */
  readonly probeSecondMs: number;
  readonly report: (change: ContainerChange) => void;
  /** The container has to be killed: it does not start, or does not live. */
  readonly fail: (probe: V1Probe) => void;
}

export interface ProbeSignals {
  /** The container was told to end: from then on only its readiness matters. */
  readonly stopping: AbortSignal;
  readonly over: AbortSignal;
}

/** Probes a container until it is over: its startup first, and once that passed its readiness and liveness. */
export async function runProbes(
  { startupProbe, readinessProbe, livenessProbe }: V1Container,
  running: RunningContainer,
  parts: ProbeParts,
  { over, stopping }: ProbeSignals,
): Promise<void> {
  if (startupProbe) {
    for await (const passed of verdicts(startupProbe, running, parts, stopping)) {
      if (!passed) return parts.fail(startupProbe);
      parts.report({ what: 'started' });
      break;
    }
    if (stopping.aborted) return;
  }
  await Promise.all([
    readinessProbe && watchReadiness(readinessProbe, running, parts, over),
    livenessProbe && watchLiveness(livenessProbe, running, parts, stopping),
  ]);
}

async function watchReadiness(
  probe: V1Probe,
  running: RunningContainer,
  parts: ProbeParts,
  signal: AbortSignal,
): Promise<void> {
  for await (const ready of verdicts(probe, running, parts, signal)) {
    parts.report({ what: 'readiness', ready });
  }
}

async function watchLiveness(
  probe: V1Probe,
  running: RunningContainer,
  parts: ProbeParts,
  signal: AbortSignal,
): Promise<void> {
  for await (const lives of verdicts(probe, running, parts, signal)) {
    if (!lives) return parts.fail(probe);
  }
}

// Each verdict that differs from the one before.
async function* verdicts(
  probe: V1Probe,
  running: RunningContainer,
  { clock, probeSecondMs }: ProbeParts,
  signal: AbortSignal,
): AsyncIterable<boolean> {
  let count = unprobed;
  await clock.wait((probe.initialDelaySeconds ?? 0) * probeSecondMs, signal);
  while (!signal.aborted) {
    const answer = await running.probe(probe, signal).catch(() => false);
    if (signal.aborted) return;
    const { verdict } = count;
    count = countProbe(count, answer, probe);
    if (count.verdict !== undefined && count.verdict !== verdict) yield count.verdict;
    await clock.wait((probe.periodSeconds ?? 10) * probeSecondMs, signal);
  }
}
