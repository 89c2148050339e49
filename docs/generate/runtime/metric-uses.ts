import { fileURLToPath } from 'node:url';
import { checkFolder } from '../../../src/cli/load.ts';
import { compile } from '../../../src/compile/compile.ts';
import { clusterPanels } from '../../../src/compile/dashboard/cluster-panels.ts';
import { groupPanels } from '../../../src/compile/dashboard/group-panels.ts';
import { jobPanels } from '../../../src/compile/dashboard/job-panels.ts';
import { poolPanels } from '../../../src/compile/dashboard/pool-panels.ts';
import { runtimePanels } from '../../../src/compile/dashboard/runtime-panels.ts';
import { ruleGroups } from '../../../src/compile/runtime-objects/rules/runtime-rules.ts';
import { rulesIn } from '../rendered.ts';
import { tryPolicy } from '../try-policy.ts';

/** Something that asks for series, by the name under which people know it. */
interface Use {
  readonly name: string;
  readonly expr: string;
}

const examples = fileURLToPath(new URL('../examples', import.meta.url));
const ofRuntime = {
  mode: 'proportional',
  signal: { rabbitmq: { queue: 'montage.mProject' } },
  unitsPerWorker: 1,
  max: 4,
};

/** The alerts that the compiler writes: those of the runtime, of a pool that it scales, and of a job that requests start. */
const alerts: readonly Use[] = [
  ...ruleGroups('with gateway', 'roster').flatMap(({ rules }) => rules),
  ...rulesIn(objectsOfPool()),
  ...checkFolder(examples).estates.flatMap((estate) =>
    rulesIn(compile(estate, []).map(({ object }) => object)),
  ),
].map(({ alert, record, expr }) => ({ name: alert ?? record ?? '', expr }));

const panels: readonly Use[] = Object.entries({
  'Worker pools': poolPanels(),
  'Capacity groups': groupPanels(),
  Jobs: jobPanels(),
  Clusters: clusterPanels(),
  Runtime: runtimePanels(),
}).flatMap(([row, all]) =>
  all.flatMap(({ body, targets }) =>
    targets.map(({ expr }) => ({ name: `${row}: ${String(body.title)}`, expr })),
  ),
);

/** The alerts, recorded series and panels of the dashboard that ask for a metric. */
export function usesOf(metric: string): {
  readonly alerts: readonly string[];
  readonly panels: readonly string[];
} {
  const asked = new RegExp(`\\b${metric}(?:_bucket|_count|_sum)?\\b`);
  const namesIn = (uses: readonly Use[]) => [
    ...new Set(uses.filter(({ expr }) => asked.test(expr)).map(({ name }) => name)),
  ];
  return { alerts: namesIn(alerts), panels: namesIn(panels) };
}

function objectsOfPool() {
  const trial = tryPolicy(ofRuntime, 'runtime');
  if ('refused' in trial) throw new Error(`the runtime must take it: ${trial.refused.join()}`);
  return trial.objects;
}
