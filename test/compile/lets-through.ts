import { isWithin, networkOf, parseBlock } from '../../src/language/network/cidr.ts';

/** Somebody at the other end: a pod of a cluster, or an address outside. */
export type Somebody =
  | {
      readonly namespace: string;
      readonly namespaceLabels: Readonly<Record<string, string>>;
      readonly podLabels: Readonly<Record<string, string>>;
      /** The ports that the pod has a name for. */
      readonly named: Readonly<Record<string, number>>;
    }
  | { readonly address: string };

export interface Attempt {
  readonly with: Somebody;
  readonly port: number;
  readonly protocol: string;
  /** The ports that the pod which listens has a name for. */
  readonly named: Readonly<Record<string, number>>;
}

interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
}

interface Rule {
  readonly from?: readonly PolicyPeer[];
  readonly to?: readonly PolicyPeer[];
  readonly ports?: readonly {
    readonly port?: number | string;
    readonly endPort?: number;
    readonly protocol?: string;
  }[];
}

interface PolicyPeer {
  readonly namespaceSelector?: Selector;
  readonly podSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface PolicySpec {
  readonly policyTypes: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

/** What a cluster makes of a NetworkPolicy, by the documentation of Kubernetes: `own` is the namespace that it lies in. */
export function letsThrough(
  spec: PolicySpec,
  direction: 'ingress' | 'egress',
  attempt: Attempt,
  own: string,
): boolean {
  const isIsolated = spec.policyTypes.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
  if (!isIsolated) return true;
  return (spec[direction] ?? []).some((rule) => {
    const peers = (direction === 'ingress' ? rule.from : rule.to) ?? [];
    const isPeer = peers.length === 0 || peers.some((peer) => selects(peer, attempt.with, own));
    return isPeer && opens(rule, attempt);
  });
}

function selects(peer: PolicyPeer, somebody: Somebody, own: string): boolean {
  if (peer.ipBlock !== undefined) {
    const { cidr, except = [] } = peer.ipBlock;
    return (
      'address' in somebody &&
      holds(cidr, somebody.address) &&
      !except.some((part) => holds(part, somebody.address))
    );
  }
  if ('address' in somebody) return false;
  const isThere =
    peer.namespaceSelector === undefined
      ? somebody.namespace === own
      : matches(peer.namespaceSelector, {
          ...somebody.namespaceLabels,
          'kubernetes.io/metadata.name': somebody.namespace,
        });
  return (
    isThere && (peer.podSelector === undefined || matches(peer.podSelector, somebody.podLabels))
  );
}

function matches(
  { matchLabels = {} }: Selector,
  labels: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
}

function opens({ ports = [] }: Rule, { port, protocol, named }: Attempt): boolean {
  if (ports.length === 0) return true;
  return ports.some((one) => {
    if ((one.protocol ?? 'TCP') !== protocol) return false;
    if (one.port === undefined) return true;
    if (typeof one.port === 'string') return named[one.port] === port;
    return port >= one.port && port <= (one.endPort ?? one.port);
  });
}

/** Tells whether an address is in a block. */
export function holds(cidr: string, address: string): boolean {
  const block = parseBlock(cidr)!;
  const alone = parseBlock(`${address}/${address.includes(':') ? 128 : 32}`)!;
  return (
    isWithin(alone, block) ||
    (alone.prefix === block.prefix && networkOf(block).bits === alone.bits)
  );
}
