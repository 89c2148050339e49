import type { Instant, Millis } from '../../model/units.ts';

/** At most so many pods, or percent of them, in a period. */
export interface HpaPolicy {
  readonly type: 'Pods' | 'Percent';
  readonly value: number;
  readonly per: Millis;
}

/** `spec.behavior.scaleUp` or `scaleDown`. */
export interface HpaRules {
  readonly window: Millis;
  readonly select: 'Max' | 'Min' | 'Disabled';
  readonly policies: readonly HpaPolicy[];
}

/** What it scaled by, and when; above zero where it added. */
export interface HpaChange {
  readonly at: Instant;
  readonly by: number;
}

/**
 * Keeps a number of replicas within what the policies let it move from `current`. What counts as the start of a
 * policy's period is today's number without what was added *and* with what was removed in it, as the controller was read
 * in August 2026; older releases count only the direction that they move in.
 */
export function limitChange(
  wanted: number,
  current: number,
  rules: { readonly up: HpaRules; readonly down: HpaRules },
  changes: readonly HpaChange[],
  now: Instant,
): number {
  if (wanted > current) return Math.min(wanted, mostUp(current, rules.up, changes, now));
  if (wanted < current) return Math.max(wanted, leastDown(current, rules.down, changes, now));
  return wanted;
}

// A limit on the wrong side of the current number means: stay. This and `Disabled` are from memory of the source.
function mostUp(
  current: number,
  rules: HpaRules,
  changes: readonly HpaChange[],
  now: Instant,
): number {
  const limits = rules.policies.map(({ type, value, per }) => {
    const start = startOf(current, changes, now, per);
    return type === 'Pods' ? start + value : Math.ceil(start * (1 + value / 100));
  });
  return Math.max(current, select(limits, rules.select, 'largest') ?? current);
}

function leastDown(
  current: number,
  rules: HpaRules,
  changes: readonly HpaChange[],
  now: Instant,
): number {
  const limits = rules.policies.map(({ type, value, per }) => {
    const start = startOf(current, changes, now, per);
    return type === 'Pods' ? start - value : Math.trunc(start * (1 - value / 100));
  });
  return Math.min(current, select(limits, rules.select, 'smallest') ?? current);
}

function startOf(
  current: number,
  changes: readonly HpaChange[],
  now: Instant,
  per: Millis,
): number {
  const recent = changes.filter(({ at }) => at > now - per);
  return recent.reduce((start, { by }) => start - by, current);
}

// `Max` is the policy that lets it move most, whichever way that is.
function select(
  limits: readonly number[],
  policy: HpaRules['select'],
  most: 'largest' | 'smallest',
): number | undefined {
  if (limits.length === 0) return undefined;
  switch (policy) {
    case 'Max':
      return most === 'largest' ? Math.max(...limits) : Math.min(...limits);
    case 'Min':
      return most === 'largest' ? Math.min(...limits) : Math.max(...limits);
    case 'Disabled':
      return undefined;
  }
}
