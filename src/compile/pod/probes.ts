import type * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import type { HttpGet, PreStop, Probe } from '../../model/container.ts';
import { type Millis, seconds } from '../../model/units.ts';
import { defined } from '../defined.ts';
import { intOrString } from '../int-or-string.ts';

/** A probe as Kubernetes counts: whole seconds, rounded up. */
export function probe(of: Probe | undefined): k8s.Probe | undefined {
  if (of === undefined) return undefined;
  return defined<k8s.Probe>({
    exec: of.exec && { command: [...of.exec.command] },
    httpGet: of.httpGet && httpGet(of.httpGet),
    tcpSocket: of.tcpSocket && { port: intOrString(of.tcpSocket.port) },
    grpc: of.grpc,
    // zero is the default, which the API server gives back as nothing
    initialDelaySeconds: wholeSeconds(of.initialDelay) || undefined,
    periodSeconds: wholeSeconds(of.period),
    timeoutSeconds: wholeSeconds(of.timeout),
    failureThreshold: of.failureThreshold,
    successThreshold: of.successThreshold,
  });
}

/** What runs before the worker is told to stop; `sleep` is unknown to the typed API and is added in `pod-template.ts`. */
export function lifecycle(preStop: PreStop | undefined): k8s.Lifecycle | undefined {
  if (preStop === undefined || 'sleep' in preStop) return undefined;
  return {
    preStop:
      'exec' in preStop
        ? { exec: { command: [...preStop.exec.command] } }
        : { httpGet: httpGet(preStop.httpGet) },
  };
}

function httpGet({ httpHeaders, port, ...rest }: HttpGet): k8s.HttpGetAction {
  return defined<k8s.HttpGetAction>({
    ...rest,
    port: intOrString(port),
    httpHeaders: httpHeaders?.length ? [...httpHeaders] : undefined,
  });
}

function wholeSeconds(duration: Millis | undefined): number | undefined {
  return duration === undefined ? undefined : seconds(duration);
}
