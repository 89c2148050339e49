import * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import type { Environment } from '../model/environment.ts';
import type { Network, Peer, PeerPort } from '../model/network.ts';
import { defined } from './defined.ts';
import { intOrString } from './int-or-string.ts';
import type { Labels } from './labels.ts';
import type { KubernetesObject, Metadata } from './object.ts';

/**
 * Cuts the pods of this selector, in the namespace of `metadata`, off from everything but these peers. What comes from
 * the pod's own node, such as the kubelet's probes, Kubernetes always lets through.
 */
export function networkPolicy(
  metadata: Metadata,
  podSelector: Labels,
  { ingress, egress }: Network,
): KubernetesObject {
  const spec = defined<k8s.NetworkPolicySpec>({
    podSelector: selector(podSelector),
    policyTypes: ['Ingress', 'Egress'],
    ingress: rules(ingress)?.map(({ peer, ports }) =>
      defined<k8s.NetworkPolicyIngressRule>({ from: [peer], ports }),
    ),
    egress: rules(egress)?.map(({ peer, ports }) =>
      defined<k8s.NetworkPolicyEgressRule>({ to: [peer], ports }),
    ),
  });
  return { ...k8s.KubeNetworkPolicy.manifest({ spec }), metadata };
}

/** Who answers DNS; without it hardly any pod finds the other peers of its egress. */
export function dnsEgress({ network }: Environment): readonly Peer[] {
  return network.dns;
}

/** A peer as a rule of a NetworkPolicy has it, whichever the direction; no `ports` are all ports. */
interface PeerRule {
  readonly peer: k8s.NetworkPolicyPeer;
  readonly ports: k8s.NetworkPolicyPort[] | undefined;
}

/** Writes one peer for the `from` or `to` of a rule of its own, since ports are a rule's and not a peer's. */
function peerRule(peer: Peer): PeerRule {
  return { peer: policyPeer(peer), ports: unlessEmpty(peer.ports.map(policyPort)) };
}

function policyPeer({ namespace, namespaceLabels, podLabels, cidr, except = [] }: Peer) {
  if (cidr !== undefined) {
    return { ipBlock: defined<k8s.IpBlock>({ cidr, except: unlessEmpty([...except]) }) };
  }
  const named = namespace === undefined ? {} : { 'kubernetes.io/metadata.name': namespace };
  const isElsewhere = namespace !== undefined || namespaceLabels !== undefined;
  if (!isElsewhere && podLabels === undefined) throw new Error('a peer names nobody');
  return defined<k8s.NetworkPolicyPeer>({
    namespaceSelector: isElsewhere ? selector({ ...namespaceLabels, ...named }) : undefined,
    podSelector: podLabels && selector(podLabels),
  });
}

function policyPort({ port, endPort, protocol }: PeerPort): k8s.NetworkPolicyPort {
  return defined<k8s.NetworkPolicyPort>({
    protocol,
    port: port === undefined ? undefined : intOrString(port),
    endPort,
  });
}

/** One rule a peer; the same peer twice, of two connections to one server, is one. */
function rules(peers: readonly Peer[]): PeerRule[] | undefined {
  const unique = new Map(peers.map((peer) => [JSON.stringify(peer), peer]));
  return unlessEmpty([...unique.values()].map(peerRule));
}

/** The API server drops an empty map of labels: nothing is left of a selector of everything. */
function selector(labels: Labels): k8s.LabelSelector {
  return Object.keys(labels).length === 0 ? {} : { matchLabels: labels };
}

/** The API server drops an empty list, which would be a difference for ever. */
function unlessEmpty<T>(list: T[]): T[] | undefined {
  return list.length === 0 ? undefined : list;
}
