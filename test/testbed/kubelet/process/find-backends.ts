import type { V1Container, V1Pod, V1Service, V1ServicePort } from '@kubernetes/client-node';
import type { Wire } from '../wire.ts';

type Pod = Wire<V1Pod>;
type Service = Wire<V1Service>;

export interface Backend {
  readonly host: string;
  readonly port: number;
}

/** An address of a Service and what is behind it now. */
export interface Front extends Backend {
  /** Of the Service and its port, for people. */
  readonly name: string;
  readonly backends: readonly Backend[];
}

/** Where each Service with a selector and an address of its own is to be had, and which pods answer there: those that are ready, and those of them that are about to go only where there are no others. */
export function frontsOf(services: Iterable<Service>, pods: Iterable<Pod>): Front[] {
  const running = [...pods].filter(isOpen);
  return [...services].flatMap((service) => {
    const { clusterIP = '', selector = {}, ports = [] } = service.spec ?? {};
    if (!isLoopback(clusterIP) || Object.keys(selector).length === 0) return [];
    const ready = running.filter((pod) => isChosen(service, pod));
    const staying = ready.filter(({ metadata }) => metadata?.deletionTimestamp === undefined);
    const chosen = staying.length > 0 ? staying : ready;
    return ports
      .filter(({ protocol = 'TCP' }) => protocol === 'TCP')
      .map((port) => ({
        name: `${service.metadata?.namespace}/${service.metadata?.name}:${port.port}`,
        host: clusterIP,
        port: port.port,
        backends: chosen.flatMap((pod) => backendOf(pod, port) ?? []),
      }));
  });
}

// Only loopback: the addresses of pods that are only played may be somebody's.
function isLoopback(address: string | undefined): boolean {
  return address?.startsWith('127.') === true;
}

function isOpen({ status }: Pod): boolean {
  return status?.phase === 'Running' && isLoopback(status.podIP);
}

function isChosen({ metadata, spec }: Service, pod: Pod): boolean {
  const labels = pod.metadata?.labels ?? {};
  const isReady = (pod.status?.conditions ?? []).some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );
  return (
    pod.metadata?.namespace === metadata?.namespace &&
    (isReady || spec?.publishNotReadyAddresses === true) &&
    Object.entries(spec?.selector ?? {}).every(([key, value]) => labels[key] === value)
  );
}

function backendOf(
  pod: Pod,
  { port, targetPort = port }: Wire<V1ServicePort>,
): Backend | undefined {
  const number = typeof targetPort === 'number' ? targetPort : portNamed(pod, String(targetPort));
  return number === undefined ? undefined : { host: pod.status?.podIP ?? '', port: number };
}

// Each pod may have another number by the same name.
function portNamed({ spec }: Pod, wanted: string): number | undefined {
  const containers: readonly Wire<V1Container>[] = [
    ...(spec?.containers ?? []),
    ...(spec?.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always'),
  ];
  return containers
    .flatMap(({ ports = [] }) => ports)
    .find(({ name, protocol = 'TCP' }) => name === wanted && protocol === 'TCP')?.containerPort;
}
