import type { Peer, PeerPort } from '../../model/network.ts';
import type { Path } from '../../model/source.ts';
import { namespaceHere } from '../documents/namespace-here.ts';
import { type Context, complain } from '../place.ts';
import type { WrittenPeer } from '../schema/network.ts';
import { reportLabels } from '../values/labels.ts';
import { formatBlock, isWithin } from './cidr.ts';
import { readBlock } from './read-block.ts';

/** What the environment calls namespaces; empty where they are written as the cluster calls them. */
type Namespaces = Readonly<Record<string, string>>;

/** Reads a list of peers at `path` of the spec. */
export function readPeers(
  context: Context,
  path: Path,
  written: readonly WrittenPeer[] = [],
  namespaces: Namespaces = {},
): readonly Peer[] {
  return written.map((peer, index) => readPeer(context, [...path, index], peer, namespaces));
}

function readPeer(
  context: Context,
  path: Path,
  written: WrittenPeer,
  namespaces: Namespaces,
): Peer {
  const { namespace, namespaceLabels, podLabels, ports = [] } = written;
  reportLabels(context, [...path, 'namespaceLabels'], namespaceLabels);
  reportLabels(context, [...path, 'podLabels'], podLabels);
  reportNobody(context, path, written);
  return {
    ...(namespace !== undefined && { namespace: namespaceHere(namespaces, namespace) }),
    ...(namespaceLabels && { namespaceLabels }),
    ...(podLabels && { podLabels }),
    ...readBlocks(context, path, written),
    ports: ports.map((port, index) => readPort(context, [...path, 'ports', index], port)),
  };
}

const podFields = ['namespace', 'namespaceLabels', 'podLabels'] as const;

/** A peer that names nobody would be everybody, and one that mixes addresses and pods is refused by the API server. */
function reportNobody(context: Context, path: Path, written: WrittenPeer): void {
  const pods = podFields.filter((field) => written[field] !== undefined);
  if (written.cidr === undefined && pods.length === 0) {
    complain(
      context,
      'missing-field',
      [...path, 'namespace'],
      (field) =>
        `${field}, \`namespaceLabels\`, \`podLabels\` or \`cidr\` is required, else nobody is named`,
      { at: 'key', help: 'everybody is `cidr: 0.0.0.0/0`, every pod is `namespaceLabels: {}`' },
    );
  }
  for (const other of written.cidr === undefined ? [] : pods) {
    complain(
      context,
      'conflicting-fields',
      [...path, other],
      (field) => `${field} must not stand beside \`cidr\`: a peer is pods or addresses`,
      { at: 'key', help: 'write two peers' },
    );
  }
}

function readBlocks(
  context: Context,
  path: Path,
  written: WrittenPeer,
): Pick<Peer, 'cidr' | 'except'> {
  const { cidr, except = [] } = written;
  if (cidr === undefined) {
    if (except.length > 0) {
      complain(
        context,
        'conflicting-fields',
        [...path, 'except'],
        (field) => `${field} goes with \`cidr\`: it takes a part of its addresses away`,
        { at: 'key' },
      );
    }
    return {};
  }
  const whole = readBlock(context, [...path, 'cidr'], cidr);
  const parts = except.flatMap((part, index) => {
    const at = [...path, 'except', index];
    const block = readBlock(context, at, part);
    if (block && whole && !isWithin(block, whole)) {
      complain(
        context,
        'invalid-cidr',
        at,
        (field) => `${field} must be a part of ${cidr}, got ${part}`,
      );
    }
    return block ? [formatBlock(block)] : [];
  });
  return {
    ...(whole && { cidr: formatBlock(whole) }),
    ...(parts.length > 0 && { except: parts }),
  };
}

function readPort(
  context: Context,
  path: Path,
  { port, endPort, protocol = 'TCP' }: NonNullable<WrittenPeer['ports']>[number],
): PeerPort {
  const isRange = typeof port === 'number' && (endPort ?? port) >= port;
  if (endPort !== undefined && !isRange) {
    complain(
      context,
      'conflicting-fields',
      [...path, 'endPort'],
      (field) =>
        `${field} must be at least \`port\`, a number, got ${endPort} beside ${port ?? 'none'}`,
    );
  }
  return {
    ...(port !== undefined && { port }),
    ...(endPort !== undefined && { endPort }),
    protocol,
  };
}
