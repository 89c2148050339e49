import { test } from 'uvu';
import { entryOf, type GivenAnalysis, messageOf } from '../../fakes/oasis-server/content.ts';
import type { CaseDeployment, CaseModel } from '../../scaling/oasis/cases.ts';
import { createStage, type Stage } from './stage.ts';

/** A Deployment of the model of this version, without workers. */
export function worker(
  version: string,
  replicas = 0,
  more: Partial<CaseDeployment> = {},
): CaseDeployment {
  return {
    name: `worker-${version}`,
    supplierId: 'NorthSea',
    modelId: `Surge-${version}`,
    modelVersionId: version,
    apiVersion: 'v2',
    replicas,
    ...more,
  };
}

/** What the API says of the model of this version. */
export function model(version: string, settings: object = {}): CaseModel {
  return {
    id: Number(version),
    supplier_id: 'NorthSea',
    model_id: `Surge-${version}`,
    version_id: version,
    scaling_configuration: {
      scaling_strategy: 'FIXED_WORKERS',
      worker_count_fixed: 3,
      worker_count_max: 10,
      worker_count_min: 0,
      chunks_per_worker: 10,
      ...settings,
    },
  };
}

/** A message with work for the models of these versions. */
export function work(...versions: readonly (string | readonly [string, GivenAnalysis])[]): object {
  return messageOf(
    versions.map((one, index) => {
      const [version, analysis] = typeof one === 'string' ? [one, { id: 100 + index }] : one;
      return entryOf(`NorthSea-Surge-${version}-${version}-v2`, [analysis]);
    }),
  );
}

/** A test with two models that are known, `1` and `2`, each with a Deployment. */
export function scene(
  name: string,
  play: (stage: Stage) => Promise<void>,
  given: Parameters<typeof createStage>[0] & { readonly replicas?: number } = {},
): void {
  test(name, async () => {
    const stage = createStage(given);
    stage.deploy(worker('1', given.replicas));
    stage.deploy(worker('2', given.replicas));
    stage.api.models = [model('1'), model('2')];
    await stage.clock.settle();
    try {
      await play(stage);
    } finally {
      await stage.stop();
    }
  });
}

/** The writes so far. */
export function count(stage: Stage): number {
  return stage.patches().length;
}
