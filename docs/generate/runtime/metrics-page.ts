import { type RuntimeMetric, runtimeMetrics } from '../../../src/model/runtime-metrics.ts';
import { createControllerMetrics } from '../../../src/runtime/controller/metrics/controller-metrics.ts';
import { words } from '../../../src/scaling/explain.ts';
import { code, header, listed, table } from '../markdown.ts';
import { usesOf } from './metric-uses.ts';

/** The page of everything that the runtime exports, and who asks for it. */
export function metricsPage(): string {
  const all = Object.entries<RuntimeMetric>(runtimeMetrics);
  const controllers = Object.keys(createControllerMetrics(''));
  const here = all.filter(([name]) => controllers.includes(name));
  const later = all.filter(([name]) => !controllers.includes(name));
  return [
    header,
    '# Metrics of the runtime\n',
    'They are served as `/metrics` on the admin port (8080) of each replica, in the text format of Prometheus. Alerts and the dashboard that the compiler\nwrites ask for no other series of ours than these. Amounts are in base units: seconds, cores, bytes. Beside them stand those of every process, such as\n`process_resident_memory_bytes`, by the names that client libraries agree on.\n',
    'Series of pools and groups are exported by the replica that leads, and of pools that the controller scales; those that KEDA, Kubernetes or Git\nscale are seen in kube-state-metrics. They come with the policy, counters at zero, and go with it. A pool of which nothing can be decided, as its\ncondition `Ready` then says, has none meanwhile.\n',
    '## Of the controller\n',
    rows(here),
    '## The label `reason`\n',
    `\`roster_pool_reason\` is 1 for one reason of each pool: ${Object.values(words).map(code).join(', ')}. [What each means](conditions.md#reasons). No alert names one: they tell when a\nstate has lasted for too long, and the reason tells why.\n`,
    '## Of the gateway\n',
    'Declared, so that policies can be compiled; the program that exports them is not part of this version.\n',
    rows(later),
  ].join('\n');
}

function rows(metrics: readonly (readonly [string, RuntimeMetric])[]): string {
  return table(
    ['Metric', 'Type', 'Labels', 'Meaning', 'Alerts and records', 'Panels of the dashboard'],
    metrics.map(([name, { type, labels, help }]) => {
      const { alerts, panels } = usesOf(name);
      return [code(name), type, listed(labels), help, listed(alerts), panels.join(', ') || '–'];
    }),
  );
}
