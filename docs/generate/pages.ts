import { readFileSync } from 'node:fs';
import { editorSchema } from '../../src/language/editor/editor-schema.prebuilt.ts';
import { capacityGroup } from '../../src/language/schema/capacity-group.ts';
import { clusterTemplate } from '../../src/language/schema/cluster-template.ts';
import { environment } from '../../src/language/schema/environment.ts';
import { jobTemplate } from '../../src/language/schema/job-template.ts';
import { plainSchema } from '../../src/language/schema/json-schema.ts';
import { profile } from '../../src/language/schema/profile.ts';
import { workerPool } from '../../src/language/schema/worker-pool.ts';
import { commandsPage } from './commands-page.ts';
import { diagnosticsPage } from './diagnostics-page.ts';
import { kindPage } from './kind-page.ts';
import { modesPage } from './modes-page.ts';
import { conditionsPage } from './runtime/conditions-page.ts';
import { metricsPage } from './runtime/metrics-page.ts';
import { runtimeSettingsPage } from './runtime-settings-page.ts';

/** Everything under docs/reference/, by file name. */
export async function makePages(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ['capacity-group.md', kind('capacity-group', capacityGroup)],
    ['cluster-template.md', kind('cluster-template', clusterTemplate)],
    ['commands.md', await commandsPage()],
    ['conditions.md', conditionsPage()],
    ['diagnostics.md', diagnosticsPage()],
    ['environment.md', kind('environment', environment, overridden)],
    ['job-template.md', kind('job-template', jobTemplate)],
    ['modes.md', modesPage()],
    ['profile.md', kind('profile', profile, anyOfPool)],
    ['roster.schema.json', `${JSON.stringify(editorSchema, undefined, 2)}\n`],
    ['runtime-metrics.md', metricsPage()],
    ['runtime-settings.md', runtimeSettingsPage()],
    ['worker-pool.md', kind('worker-pool', workerPool)],
  ]);
}

const anyOfPool = {
  spec: 'Every field is that of a [WorkerPool](worker-pool.md#spec), but `profile`; none is required.',
};
const overridden = {
  'spec.overrides[].spec':
    'Every field is that of a [WorkerPool](worker-pool.md#spec), a [CapacityGroup](capacity-group.md#spec), a [JobTemplate](job-template.md#spec) or a [ClusterTemplate](cluster-template.md#spec); none is required.',
};

function kind(
  name: string,
  schema: Parameters<typeof plainSchema>[0],
  elsewhere: Readonly<Record<string, string>> = {},
): string {
  const example = readFileSync(new URL(`examples/${name}.yaml`, import.meta.url), 'utf8');
  return kindPage({ schema: plainSchema(schema), example, elsewhere });
}
