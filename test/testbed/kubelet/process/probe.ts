import { connect } from 'node:net';
import type { V1Container, V1Probe } from '@kubernetes/client-node';
import type { Clock } from '../../clock.ts';
import { probeHttp } from './http-probe.ts';

export interface ProbeTarget {
  readonly container: V1Container;
  readonly podIp: string;
  readonly clock: Clock;
  /** Runs a command as the container would, ends it when the signal aborts, and gives its exit code. */
  readonly exec: (command: readonly string[], signal: AbortSignal) => Promise<number>;
}

/** Carries a probe out once; false when it fails, takes too long or is of a kind (gRPC) that is not supported here. */
export async function probeOnce(
  probe: V1Probe,
  target: ProbeTarget,
  signal: AbortSignal,
): Promise<boolean> {
  const over = new AbortController();
  const until = AbortSignal.any([signal, over.signal]);
  const late = target.clock.wait((probe.timeoutSeconds ?? 1) * 1_000, until).then(() => {
    over.abort();
    return false;
  });
  try {
    // An exec ends its process before it answers, so the time-out is not left to the race alone.
    return await Promise.race([attempt(probe, target, until), late]);
  } catch {
    return false;
  } finally {
    over.abort();
  }
}

async function attempt(probe: V1Probe, target: ProbeTarget, signal: AbortSignal): Promise<boolean> {
  const { httpGet, tcpSocket, exec } = probe;
  const { container, podIp } = target;
  if (httpGet) {
    const port = portOf(container, httpGet.port);
    return port !== undefined && (await probeHttp(httpGet, { host: podIp, port }, signal));
  }
  if (tcpSocket) {
    const port = portOf(container, tcpSocket.port);
    return port !== undefined && (await connects(tcpSocket.host || podIp, port, signal));
  }
  return exec?.command !== undefined && (await target.exec(exec.command, signal)) === 0;
}

/** A port by its number, or by the name that the container gives it. */
function portOf(
  { ports = [] }: V1Container,
  port: number | string | undefined,
): number | undefined {
  if (typeof port === 'number') return port;
  const named = ports.find(({ name }) => name === port)?.containerPort;
  return named ?? (/^\d+$/.test(port ?? '') ? Number(port) : undefined);
}

function connects(host: string, port: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, signal });
    const settle = (isOpen: boolean) => {
      resolve(isOpen);
      socket.destroy();
    };
    socket.once('connect', () => settle(true));
    socket.on('error', () => settle(false));
  });
}
