import { unlessRefused } from '../client/api-refusal.ts';
import type { ApiServer } from '../client/api-server.ts';
import { type RetryParts, retry } from '../client/retry.ts';
import { labelsOf, type NodePlace, type NodeSpec, nodeObject, nodeStatus } from './node-object.ts';

export interface NodeParts extends RetryParts {
  readonly api: ApiServer;
  readonly place: NodePlace;
  readonly leasePeriodMs: number;
}

const leaseSeconds = 40;
const heartbeatMs = 300_000;
const leases = '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases';

/** Registers a Node and its Lease, or takes them over where they are there already. */
export async function registerNode(
  spec: NodeSpec,
  { api, place, ...parts }: NodeParts,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = parts;
  const node = `/api/v1/nodes/${spec.name}`;
  await retry(
    async () => {
      const body = nodeObject(spec, place, clock.now());
      if (await isCreated(api, '/api/v1/nodes', body, signal)) return;
      await merge(api, node, { metadata: { labels: labelsOf(spec) } }, signal);
      await patchNodeStatus(spec, { api, place, ...parts }, clock.now(), signal);
    },
    parts,
    signal,
  );
  await retry(
    async () => {
      const renewTime = microTime(clock.now());
      const lease = {
        apiVersion: 'coordination.k8s.io/v1',
        kind: 'Lease',
        metadata: { name: spec.name },
        spec: { holderIdentity: spec.name, leaseDurationSeconds: leaseSeconds, renewTime },
      };
      if (await isCreated(api, leases, lease, signal)) return;
      await merge(api, `${leases}/${spec.name}`, { spec: lease.spec }, signal);
    },
    parts,
    signal,
  );
}

/** Renews the Lease and the status of a registered Node until aborted. */
export async function keepNode(
  spec: NodeSpec,
  parts: NodeParts,
  signal: AbortSignal,
): Promise<void> {
  const { api, clock, leasePeriodMs } = parts;
  const since = clock.now();
  const renew = async (): Promise<void> => {
    const body = { spec: { renewTime: microTime(clock.now()) } };
    await merge(api, `${leases}/${spec.name}`, body, signal);
  };
  await Promise.all([
    every(leasePeriodMs, renew, parts, signal),
    every(heartbeatMs, () => patchNodeStatus(spec, parts, since, signal), parts, signal),
  ]);
}

/** Takes a Node and its Lease out of the cluster; what is gone already is no error. */
export async function unregisterNode(
  name: string,
  { api, ...parts }: NodeParts,
  signal: AbortSignal,
): Promise<void> {
  for (const path of [`/api/v1/nodes/${name}`, `${leases}/${name}`]) {
    await retry(
      async () => {
        await unlessRefused(404, api.call({ method: 'DELETE', path }, signal));
      },
      parts,
      signal,
    );
  }
}

async function every(
  ms: number,
  work: () => Promise<void>,
  { clock, onError }: RetryParts,
  signal: AbortSignal,
): Promise<void> {
  await clock.wait(ms, signal);
  while (!signal.aborted) {
    try {
      await work();
      await clock.wait(ms, signal);
    } catch (error) {
      if (signal.aborted) return;
      onError(new Error('keeping a Node alive', { cause: error }));
      await clock.wait(Math.min(ms, 1_000), signal);
    }
  }
}

async function isCreated(
  api: ApiServer,
  path: string,
  body: unknown,
  signal: AbortSignal,
): Promise<boolean> {
  return (await unlessRefused(409, api.call({ method: 'POST', path, body }, signal))) !== undefined;
}

async function patchNodeStatus(
  spec: NodeSpec,
  { api, place, clock }: NodeParts,
  since: Date,
  signal: AbortSignal,
): Promise<void> {
  const status = nodeStatus(spec, place, { now: clock.now(), since });
  await merge(api, `/api/v1/nodes/${spec.name}/status`, { status }, signal);
}

async function merge(
  api: ApiServer,
  path: string,
  body: unknown,
  signal: AbortSignal,
): Promise<void> {
  // Strategic for core objects, which keeps conditions of others; a Lease has nothing that the two differ in.
  const type = 'application/strategic-merge-patch+json';
  await api.call({ method: 'PATCH', path, type, body }, signal);
}

function microTime(now: Date): string {
  return now.toISOString().replace('Z', '000Z');
}
