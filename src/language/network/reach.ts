import type { Peer } from '../../model/network.ts';
import { blockOfAddress, formatBlock } from './cidr.ts';

/** Where an address is on the network, or why no NetworkPolicy can say it. */
export type Reach =
  | { readonly peers: readonly Peer[] }
  /** `peer` is what a person can complete. */
  | { readonly because: string; readonly peer: string };

/**
 * Finds the pods or addresses behind `http://prometheus.monitoring:9090` or `redis.montage:6379`. A name of two parts is
 * taken for a Service and its namespace, as the cluster's DNS tries first, unless the Internet may have it too: a guess
 * would cut the pods off without a word. One of one part is a Service beside its user.
 */
export function reachOf(address: string): Reach {
  const { host, port } = partsOf(address);
  const block = blockOfAddress(host);
  if (block !== undefined) {
    return { peers: [{ cidr: formatBlock(block), ports: [tcp(port ?? usualPort(address))] }] };
  }
  const where = serviceOf(host);
  if (where === undefined) {
    return {
      because: `\`${host}\` is a name outside the cluster, and a NetworkPolicy knows addresses only`,
      peer: `{cidr: …, ports: [{port: ${port ?? usualPort(address)}}]}`,
    };
  }
  if (isAmbiguous(host)) {
    return {
      because: `\`${host}\` may be Service and namespace or a name outside the cluster; \`${host}.svc\` is the Service`,
      peer: `{cidr: …, ports: [{port: ${port ?? usualPort(address)}}]}`,
    };
  }
  if (port === undefined) {
    return {
      because: `\`${address}\` does not say the port of the pods`,
      peer: `{namespace: ${where.namespace ?? '…'}, ports: [{port: …}]}`,
    };
  }
  const pods = where.namespace === undefined ? { podLabels: {} } : { namespace: where.namespace };
  return { peers: [{ ...pods, ports: [tcp(port)] }] };
}

function tcp(port: number): Peer['ports'][number] {
  return { port, protocol: 'TCP' };
}

function usualPort(address: string): number {
  return /^(https|wss):/.test(address) ? 443 : 80;
}

/** By hand: the URL reader drops a port that is the usual one of its scheme. */
function partsOf(address: string): { readonly host: string; readonly port: number | undefined } {
  const authority = address
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[/?#].*$/s, '')
    .replace(/^.*@/s, '');
  const [, bracketed, plain = '', port] =
    /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(authority) ?? [];
  return { host: bracketed ?? plain, port: Number(port) || undefined };
}

/** The ends of names on the Internet that are most met, beside those of countries, which have two letters. */
const topLevel: ReadonlySet<string> = new Set([
  ...['com', 'org', 'net', 'edu', 'gov', 'mil', 'int', 'info', 'biz', 'app', 'cloud', 'dev'],
]);

/** `example.org`, `queue.io`: a host of two parts that ends like one on the Internet. */
function isAmbiguous(host: string): boolean {
  const [, last = '', ...more] = host.replace(/\.$/, '').split('.');
  return more.length === 0 && (/^[a-z]{2}$/.test(last) || topLevel.has(last));
}

/** `redis`, `redis.montage`, `redis.montage.svc`, `redis-0.redis.montage.svc.cluster.local`. */
function serviceOf(host: string): { readonly namespace: string | undefined } | undefined {
  const labels = host.replace(/\.$/, '').split('.');
  if (labels.length <= 2) return { namespace: labels[1] };
  const svc = labels.indexOf('svc');
  return svc >= 2 ? { namespace: labels[svc - 1] } : undefined;
}
