import { plainNumber } from '../../../model/quantity.ts';
import type { Decision } from '../../../scaling/decision.ts';
import { reasonWord } from '../../../scaling/explain.ts';
import type { Sample } from '../../../scaling/observation.ts';
import type { Acted } from '../act/scale-pool.ts';
import type { CellDecision } from '../cell/decide-cell.ts';
import { replicasOf } from '../cell/gather-pool.ts';
import type { Subject, View } from '../cell/look.ts';
import type { ReconcilerParts } from '../reconciler-parts.ts';
import { policyName } from '../status/next-group-status.ts';

type Parts = Pick<ReconcilerParts, 'poolSeries' | 'groupSeries' | 'log'>;

/** Shows a cell in the metrics, and logs what was done about it. */
export function showCell(
  view: View,
  decided: CellDecision,
  acted: ReadonlyMap<string, Acted>,
  { poolSeries, groupSeries, log }: Parts,
): void {
  const samples = new Map(decided.inputs.map(({ id, observation }) => [id, observation.sample]));
  for (const subject of view.subjects) {
    const { id } = subject.pool;
    showPool(subject, decided.decisions.get(id), samples.get(id), poolSeries);
  }
  for (const [pool, done] of acted) {
    if (done.act !== 'scaled') continue;
    const to = replicasOf(done.deployment);
    poolSeries.moved(pool, to > done.from ? 'up' : 'down');
    log.info(
      { pool, from: done.from, to, reasons: decided.decisions.get(pool)?.reasons },
      'scaled',
    );
  }
  if (view.group === undefined) return;
  const numbers = (amounts: Iterable<readonly [string, bigint]>) =>
    new Map(
      [...amounts].map(([name, nano]) => [
        policyName(name),
        Number(plainNumber({ text: '', nano })),
      ]),
    );
  groupSeries.show(
    view.group.id,
    numbers([...view.group.quota].map(([name, { nano }]) => [name, nano] as const)),
    numbers(
      Object.entries(decided.groupDecision?.used ?? {}).map(
        ([name, amount]) => [name, BigInt(amount)] as const,
      ),
    ),
  );
}

function showPool(
  { pool, deployment }: Subject,
  decision: Decision | undefined,
  sample: Sample | undefined,
  series: Parts['poolSeries'],
): void {
  const last = decision?.reasons.at(-1);
  if (decision === undefined) return;
  series.show(pool.id, {
    wanted: decision.wanted,
    current: deployment.status?.replicas ?? 0,
    ready: deployment.status?.readyReplicas ?? 0,
    max: decision.max,
    ...(last !== undefined && { reason: reasonWord(last) }),
    ...(sample !== undefined && {
      sample: { units: sample.load.units, sampledAt: sample.sampledAt },
    }),
  });
}
