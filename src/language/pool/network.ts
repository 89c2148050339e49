import type { Connections } from '../../model/connection.ts';
import type { Environment } from '../../model/environment.ts';
import type { Network, Peer } from '../../model/network.ts';
import { readNetwork } from '../network/network.ts';
import { type Context, complain } from '../place.ts';
import type { WrittenPool } from '../schema/worker-pool.ts';

interface Around {
  readonly environment: Environment;
  readonly connections: Connections;
}

/** Reads `spec.network` of a pool: the broker of its signal is meant where it names no connection, and Prometheus may read its metrics. */
export function readPoolNetwork(
  context: Context,
  { network: written = {}, scaling, metrics, worker }: WrittenPool,
  { environment, connections }: Around,
): Network {
  const usual = brokerOf(scaling.signal, connections);
  const network = readNetwork(context, written, { environment, connections, usual });
  if (metrics === undefined || !environment.prometheusOperator.enabled) return network;
  const scrapers = readScrapers(context, environment, portOf(worker, metrics.port));
  return { ...network, ingress: [...scrapers, ...network.ingress] };
}

/** Workers take their work from the broker that the signal counts it at; of what else they need it says nothing. */
function brokerOf(
  signal: WrittenPool['scaling']['signal'],
  connections: Connections,
): readonly string[] {
  for (const kind of ['rabbitmq', 'redis'] as const) {
    const read = signal?.[kind];
    if (read === undefined) continue;
    const [only, ...others] = connections[kind].keys();
    const name = read.connection ?? (others.length === 0 ? only : undefined);
    // one that is not known, or not the only one, the signal itself complains of
    return name !== undefined && connections[kind].has(name) ? [`${kind}/${name}`] : [];
  }
  return [];
}

/** A sidecar is an init container to Kubernetes, and not every network looks there for the name of a port. */
function portOf({ sidecars = [] }: WrittenPool['worker'], name: string): string | number {
  const ports = sidecars.flatMap(({ ports: own = [] }) => own);
  return ports.find((one) => one.name === name)?.containerPort ?? name;
}

function readScrapers(
  context: Context,
  { name, network: { prometheus } }: Environment,
  port: string | number,
): readonly Peer[] {
  if (prometheus === undefined) {
    complain(
      context,
      'nowhere-on-network',
      ['metrics'],
      (field) =>
        `${field} beside \`network\` needs to know where Prometheus reads from, and environment \`${name}\` does not say`,
      {
        at: 'key',
        help: 'add `network: {prometheus: [{namespace: …}]}` to the spec of the Environment',
      },
    );
  }
  return (prometheus ?? []).map((peer) => ({ ...peer, ports: [{ port, protocol: 'TCP' }] }));
}
