import { type Instant, millis } from '../../../model/units.ts';
import type { Clock } from '../../clock.ts';

/** What one item costs at least, in milliseconds of credit that come back with time: ten a second on average. */
const cost = 100;
/** It also costs so many times what it took, so that dealing with items takes a fifth of the time at most. */
const share = 4;
/** Credit after a quiet time: so much comes at once that nobody notices. */
const most = 1_000;

/**
 * Hands items on at the rate at which they can be dealt with: each while they are few, and of more only the newest, which must
 * stand for all before it. `arrivedAt` is when it was given, not when it was handed on.
 */
export function createNewestFirst<T>(
  handOn: (item: T, arrivedAt: Instant) => void,
  clock: Clock,
  abort: AbortSignal,
): (item: T) => void {
  let credit = most;
  let countedAt = clock.read().now;
  let waiting: { readonly item: T; readonly arrivedAt: Instant } | undefined;

  function earn(): Instant {
    const { now } = clock.read();
    credit = Math.min(most, credit + now - countedAt);
    countedAt = now;
    return now;
  }

  function deal(item: T, arrivedAt: Instant): void {
    const began = clock.read().now;
    handOn(item, arrivedAt);
    credit -= Math.max(cost, share * (clock.read().now - began));
  }

  async function dealLater(): Promise<void> {
    await clock.sleep(millis(cost - credit), abort);
    const newest = waiting;
    waiting = undefined;
    if (newest === undefined || abort.aborted) return;
    earn();
    deal(newest.item, newest.arrivedAt);
  }

  return (item) => {
    const now = earn();
    if (waiting === undefined && credit >= cost) return deal(item, now);
    const isFirst = waiting === undefined;
    waiting = { item, arrivedAt: now };
    if (isFirst) void dealLater();
  };
}
