import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from '../../../src/language/check.ts';
import type { Grafana } from '../../../src/model/grafana.ts';

function grafanaOf(spec: object): Grafana | undefined {
  const environment = {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'Environment',
    metadata: { name: 'prod' },
    spec,
  };
  const { estates, diagnostics } = check([{ path: 'a.yaml', text: JSON.stringify(environment) }]);
  assert.equal(diagnostics, []);
  return estates[0]?.environment.grafana;
}

const usual = { labels: { grafana_dashboard: '1' }, folder: 'Roster' };
const cases: readonly (readonly [name: string, spec: object, grafana: Grafana | undefined])[] = [
  ['there is no dashboard unless it is asked for', {}, undefined],
  [
    'the dashboard lies beside the runtime',
    { grafana: { enabled: true }, runtime: { namespace: 'tools' } },
    { ...usual, namespace: 'tools' },
  ],
  [
    'without a runtime it lies in the namespace of policies that name none',
    { grafana: { enabled: true }, runtime: { enabled: false }, defaultNamespace: 'montage' },
    { ...usual, namespace: 'montage' },
  ],
  [
    'what is written counts',
    {
      grafana: {
        enabled: true,
        namespace: 'monitoring',
        labels: { dashboards: 'yes' },
        folder: 'Workers',
        datasource: 'main',
      },
    },
    {
      namespace: 'monitoring',
      labels: { dashboards: 'yes' },
      folder: 'Workers',
      datasource: 'main',
    },
  ],
];

for (const [name, spec, grafana] of cases) {
  test(name, () => assert.equal(grafanaOf(spec), grafana));
}

test.run();
