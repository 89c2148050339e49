import type { Estate } from '../../model/environment.ts';
import { formatDuration, type Millis, millis } from '../../model/units.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { backlogRecord, backlogRule } from './backlog.ts';
import { range, select, within } from './promql.ts';
import type { Rule, RuleGroup } from './rule.ts';
import { shareBudget } from './share-budget.ts';

/** What a pool claims of its group, one for each namespace, pool and group. */
export const claimRecord = 'roster:pool_claim:weighted';

/** The series that KEDA scales a share pool by, one for each namespace and pool. */
export const wantedRecord = 'roster:pool_wanted_workers:share';

/**
 * Writes the rules of Roster's share formula for pool i of a group. All numbers in it are whole:
 *
 *     S_i      backlog, rounded up; in a gap the last one known
 *     d_i    = max(S_i − min_i, 0) · weight_i                        what it claims
 *     D      = Σ d_j over the share pools of the group               of which d_i is a part
 *     R_i    = workers that fit beside every pool's reserve          exact, when compiled: `shareBudget`
 *     wanted = min(S_i, min_i + max(floor(R_i · d_i ÷ D), [d_i > 0 and R_i > 0]))
 *
 * R_i · d_i is whole, and a quotient of whole doubles below 2^53 is never rounded up to a whole number, so that
 * floor needs no epsilon and Σ floor(R_j · d_j ÷ D) · request_j stays within what is left of every resource; only the
 * last term, one worker for a backlog however small, can go beyond it.
 *
 * In a gap the claim stays for `onSignalLoss.holdFor`, so that the other pools do not take what KEDA still leaves this
 * one; what it wants stays for a moment only: without a sample KEDA moves nothing and begins to count `holdFor` itself.
 */
export function rosterShare(pool: WorkerPool, estate: Estate): RuleGroup {
  const { name, namespace, scaling } = pool;
  const { workers } = shareBudget(pool, estate);
  const backlog = heldBacklog(pool, bridgeOf(pool));
  const share = `${scaling.min} + ${shareOf(pool, workers)}`;
  const wanted: Rule = {
    record: wantedRecord,
    // `scalar` of nothing is NaN, which is a sample; `and` makes it none.
    expr: `${within('clamp_max', share, `scalar(${backlog})`)}\nand\n${backlog}`,
    labels: { namespace, pool: name },
  };
  const rules = [backlogRule(pool, estate), claimRule(pool, estate), wanted];
  return {
    name: `roster-${namespace}-${name}-share`,
    interval: formatDuration(intervalOf(pool)),
    rules: rules.filter((rule) => rule !== undefined),
  };
}

/** Records d_i, what a pool claims of its group; it reads the backlog that the rule before it recorded. */
export function claimRule(pool: WorkerPool, estate: Estate): Rule {
  const { name, namespace, group = '', scaling } = pool;
  const backlog = heldBacklog(pool, scaling.onSignalLoss.holdFor);
  const beyond = within('clamp_min', `${backlog} - ${scaling.min}`, '0');
  return {
    record: claimRecord,
    expr: `${beyond} * ${shareBudget(pool, estate).weight}`,
    labels: { namespace, pool: name, group },
  };
}

/**
 * The share by claim, never above R: the total is read after the pool's own claim was written and has it inside.
 * Claims are whole, so a total below 1 is none.
 */
function shareOf({ name, namespace, group = '' }: WorkerPool, workers: number): string {
  const own = select(claimRecord, { namespace, pool: name });
  const total = `clamp_min(sum(${select(claimRecord, { namespace, group })}), 1)`;
  const share = `floor(\n  ${workers} * max(${own})\n  / ${total}\n)`;
  return workers === 0 ? share : within('clamp_min', share, `scalar(max(${own}) > bool 0)`);
}

/**
 * Holds the recorded sum and not the exporter's series: those of an exporter that was replaced meanwhile have other
 * labels, and both would be counted.
 */
function heldBacklog({ name, namespace }: WorkerPool, length: Millis): string {
  const recorded = select(backlogRecord, { namespace, pool: name });
  return `ceil(max(last_over_time(${recorded}${range(length)})))`;
}

/**
 * One scrape that failed, a minute by Prometheus' default, and an evaluation before and after it. Never longer than
 * `holdFor`, which begins anew when the sample is gone.
 */
function bridgeOf(pool: WorkerPool): Millis {
  const scrape = 60_000;
  return millis(Math.min(2 * intervalOf(pool) + scrape, pool.scaling.onSignalLoss.holdFor));
}

function intervalOf({ scaling: { pollingInterval } }: WorkerPool): Millis {
  return millis(Math.min(Math.max(pollingInterval, 1_000), 15_000));
}
