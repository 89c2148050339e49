import { type Instant, type Millis, millis } from '../../model/units.ts';
import { after } from '../clock.ts';
import type { Parts } from '../parts.ts';
import { within } from '../within.ts';
import { type ApiClient, ApiError } from './api-client.ts';
import type { Leader } from './leader.ts';
import { leaseApi } from './lease-api.ts';
import { isHeld, isOf, type Lease, microTime, type Term } from './lease-record.ts';

/** What a Leader is made of. */
export interface LeaderParts extends Parts {
  /** Give it a client of its own: a renewal must not wait behind a thousand other calls. */
  readonly api: Pick<ApiClient, 'call'>;
  readonly namespace: string;
  readonly name: string;
  /** Who we are, in the Lease. Should be another for each process; equal ones wait for each other as strangers do. */
  readonly identity: string;
  /** After how long without a change others may take the lease; 15,000 if absent. Whole seconds. */
  readonly leaseMs?: number;
  /** After how long without an answer the leader stops; what is left of `leaseMs` is for writes under way. 10,000 if absent. */
  readonly renewDeadlineMs?: number;
  /** Between two tries; 2,000 if absent. */
  readonly retryMs?: number;
}

/** What this process knows of the Lease. */
interface Seen {
  readonly lease: Lease;
  /** When this version was first seen, on our clock. Times in the record are another machine's and are not looked at. */
  readonly at: Instant;
}

interface Held {
  readonly term: Term;
  readonly lease: Lease;
  /** When the last renewal that succeeded was sent: whoever sees it sees it later. */
  readonly renewedAt: Instant;
  readonly startedAt: Instant;
}

/** Makes one that does not lead and does nothing until it is run. */
export function createLeader(parts: LeaderParts): Leader {
  const { api, clock, random, log, namespace, name, identity } = parts;
  const leaseMs = parts.leaseMs ?? 15_000;
  const deadline = millis(parts.renewDeadlineMs ?? 10_000);
  const retryMs = parts.retryMs ?? 2_000;
  const store = leaseApi(api, namespace, name);
  const listeners = new Set<(leads: boolean) => void>();
  const fields = { lease: `${namespace}/${name}`, identity };
  let seen: Seen | undefined;
  let held: Held | undefined;

  const now = () => clock.read().now;
  const isLeader = () => held !== undefined && now() < after(held.renewedAt, deadline);

  const become = (next: Held | undefined) => {
    const changes = (held === undefined) !== (next === undefined);
    held = next;
    if (!changes) return;
    log.info({ ...fields, leads: next !== undefined }, 'leadership changed');
    for (const listener of listeners) listener(next !== undefined);
  };

  const specOf = (term: Term) => ({
    holderIdentity: identity,
    leaseDurationSeconds: Math.ceil(leaseMs / 1_000),
    acquireTime: term.acquireTime,
    renewTime: microTime(clock.read().wall),
    leaseTransitions: term.transitions,
  });

  const take = async (lease: Lease | undefined, abort: AbortSignal): Promise<void> => {
    const sent = now();
    const before = lease?.spec?.leaseTransitions ?? -1;
    const acquireTime = microTime(clock.read().wall);
    const term = { identity, acquireTime, transitions: before + 1 };
    const written = lease
      ? await store.replace(lease, specOf(term), abort)
      : await store.create(specOf(term), abort);
    if (written) become({ term, lease: written, renewedAt: sent, startedAt: now() });
  };

  const isSilent = ({ lease, at }: Seen) => now() >= after(at, patienceWith(lease, leaseMs));

  const acquire = async (abort: AbortSignal): Promise<void> => {
    const lease = await store.read(abort);
    if (lease === undefined) {
      // Somebody deleted it. Whoever held it may not know yet.
      const isAlive = seen !== undefined && isHeld(seen.lease) && !isSilent(seen);
      return isAlive ? undefined : take(undefined, abort);
    }
    if (versionOf(lease) !== versionOf(seen?.lease)) seen = { lease, at: now() };
    if (!isHeld(lease) || (seen !== undefined && isSilent(seen))) await take(lease, abort);
  };

  const renew = async (mine: Held, abort: AbortSignal): Promise<void> => {
    const sent = now();
    const written = await store.replace(mine.lease, specOf(mine.term), abort);
    if (written) return become({ ...mine, lease: written, renewedAt: sent });
    // Either somebody took the lease, or our own renewal was done and its answer was lost.
    const lease = await store.read(abort);
    if (lease !== undefined && isOf(lease, mine.term)) become({ ...mine, lease });
    else become(undefined);
  };

  /** At most until the deadline of what is held, so that its end is told on time. */
  const step = async (abort: AbortSignal): Promise<void> => {
    const mine = held;
    const left = mine === undefined ? deadline : after(mine.renewedAt, deadline) - now();
    const limit = millis(Math.max(0, Math.min(left, deadline / 2)));
    await within(clock, limit, abort, (signal) =>
      mine === undefined ? acquire(signal) : renew(mine, signal),
    );
  };

  const pause = (): Millis => {
    if (held === undefined) return millis(retryMs * (1 + random() / 5));
    return millis(Math.max(0, Math.min(retryMs, after(held.renewedAt, deadline) - now())));
  };

  const release = async (): Promise<void> => {
    const mine = held;
    become(undefined); // first: from here on another may lead
    if (mine === undefined) return;
    const spec = { ...specOf(mine.term), holderIdentity: '', leaseDurationSeconds: 1 };
    await within(clock, millis(retryMs), undefined, (signal) =>
      store.replace(mine.lease, spec, signal),
    );
  };

  const stepOrWarn = async (abort: AbortSignal): Promise<void> => {
    try {
      await step(abort);
    } catch (error) {
      if (isForbidden(error) && held === undefined) throw forbidden(fields.lease, error);
      if (!abort.aborted) log.warn({ ...fields, error }, 'the lease could not be renewed');
    }
    if (!isLeader()) become(undefined);
  };

  return {
    isLeader,
    leaseStartedAt: () => held?.startedAt,
    holder: () => (held === undefined ? seen?.lease.spec?.holderIdentity || undefined : identity),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    run: async (abort) => {
      while (!abort.aborted) {
        await stepOrWarn(abort);
        await clock.sleep(pause(), abort);
      }
      await release().catch((error) => log.warn({ ...fields, error }, 'lease not given back'));
    },
  };
}

/** How long a holder may be silent: what it says itself, and never less than what we would be granted. */
function patienceWith({ spec }: Lease, leaseMs: number): Millis {
  return millis(Math.max(leaseMs, (spec?.leaseDurationSeconds ?? 0) * 1_000));
}

function versionOf(lease: Lease | undefined): string | undefined {
  return lease?.metadata.resourceVersion;
}

function isForbidden(error: unknown): boolean {
  return error instanceof ApiError && error.status === 403;
}

function forbidden(lease: string, cause: unknown): Error {
  return new Error(`leading by Lease ${lease}, which our ServiceAccount may not do`, { cause });
}
