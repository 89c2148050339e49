/** One port of a peer, as its pods have it: a NetworkPolicy never sees the port of a Service. */
export interface PeerPort {
  /** A number, or the name that the pods give it; absent: every port of the protocol. */
  readonly port?: number | string;
  /** With a number in `port`: the last of a range. */
  readonly endPort?: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

/**
 * Who may talk, or be talked to. Without `namespace` and `namespaceLabels` the pods of one's own namespace are meant,
 * unless there is a `cidr`, which goes with none of the three. What is given must hold together.
 */
export interface Peer {
  /** As the cluster calls it. */
  readonly namespace?: string;
  /** Empty: every namespace. */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  /** Empty: every pod. */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** In the spelling of the API server: no bits beyond the prefix. */
  readonly cidr?: string;
  /** Parts of `cidr` that are not meant. */
  readonly except?: readonly string[];
  /** Empty: every port. */
  readonly ports: readonly PeerPort[];
}

/** Who may talk to the pods of a policy, and whom they may talk to; beside DNS nothing else is let through. */
export interface Network {
  readonly ingress: readonly Peer[];
  readonly egress: readonly Peer[];
}

/** What every NetworkPolicy of an environment must know of its cluster. */
export interface ClusterNetwork {
  /** Whoever answers DNS. */
  readonly dns: readonly Peer[];
  /** Where metrics are scraped from, any port; `undefined` where nothing says it. */
  readonly prometheus: readonly Peer[] | undefined;
}
