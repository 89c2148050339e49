import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Instant, instant, millis } from '../../../src/model/units.ts';
import { type GraceMemory, noteSnapshot } from '../../../src/scaling/oasis/grace.ts';
import { type Loads, loadOf, loadsOf } from '../../../src/scaling/oasis/load.ts';
import type { ModelState } from '../../../src/scaling/oasis/model-state.ts';
import { planWorkers } from '../../../src/scaling/oasis/plan.ts';
import { serve } from '../../../src/scaling/oasis/served.ts';
import { readSnapshot } from '../../../src/scaling/oasis/snapshot.ts';
import { isFilled, wantOf } from '../../../src/scaling/oasis/want.ts';
import { accepted, type CaseModel, type OasisCase, type Patch, readCases, show } from './cases.ts';

// The recorded cases on the arithmetic alone; what reads, patches and waits replays them again.
for (const one of readCases()) {
  test(`${one.id}: ${one.title}`, () => {
    const patches = show(replay(one));
    assert.ok(
      accepted(one).includes(patches),
      `made\n${patches}\nexpected\n${accepted(one).join('\nor\n')}`,
    );
  });
}

function replay({ settings, deployments, apiModels, steps }: OasisCase): readonly Patch[] {
  const replicas = new Map(deployments.map(({ name, replicas }) => [name, replicas]));
  const cached = new Map<string, unknown>();
  const patches: Patch[] = [];
  let memory: GraceMemory = new Map();
  let again: Instant | undefined;
  let loads: Loads | undefined;
  let api = apiModels;
  let reading = false;

  const decideAt = (now: Instant): void => {
    if (loads === undefined) return;
    const plan = planWorkers({
      models: models(loads),
      places: new Map([...loads.queues.keys()].map((queue, place) => [queue, place])),
      others: 0,
      rules: {
        totalLimit: settings.limit ?? 0,
        priorityLevels: settings.prioritizedModelsLimit ?? 0,
        neverShutdownFixedWorkers: settings.neverShutdownFixedWorkers,
        grace: millis(20_000),
      },
      memory,
      now,
    });
    ({ memory, again } = { again: undefined, ...plan });
    const before = patches.length;
    for (const [deployment, decision] of plan.decisions) {
      if (decision.replicas === decision.current) continue;
      patches.push({ atSeconds: now / 1000, deployment, replicas: decision.replicas });
      replicas.set(deployment, decision.replicas);
    }
    if (patches.length > before) decideAt(now);
  };
  const models = (by: Loads): readonly ModelState[] => {
    const all = deployments.map((one) => ({
      name: one.name,
      supplier: one.supplierId,
      model: one.modelId,
      version: one.modelVersionId,
      api: one.apiVersion,
      replicas: replicas.get(one.name) ?? 0,
      createdAt: '',
    }));
    return serve(all).served.map((deployment) => ({
      deployment,
      reading: loadOf(by, deployment.queue),
      settings: reading
        ? { state: 'reading' }
        : cached.has(deployment.name)
          ? { state: 'read', settings: cached.get(deployment.name) }
          : { state: 'none', because: 'the API does not know the model' },
    }));
  };
  const passUntil = (end: number): void => {
    while (again !== undefined && again <= end) decideAt(again);
  };
  const readSettings = (): void => {
    for (const { name, supplierId, modelId, modelVersionId } of deployments) {
      const found = api.find(
        (model: CaseModel) =>
          model.supplier_id === supplierId &&
          model.model_id === modelId &&
          model.version_id === modelVersionId,
      );
      const last = cached.get(name);
      const stale = !isFilled(last) || !wantOf(last, busy, { neverShutdownFixedWorkers: false }).ok;
      const due =
        stale ||
        replicas.get(name) === 0 ||
        settings.continueUpdateScaling ||
        Number(last.worker_count_min) > 0;
      if (found !== undefined && due) cached.set(name, found.scaling_configuration);
    }
  };
  for (const { atSeconds, message, apiModels: changed, restAnswersAtSeconds } of steps) {
    passUntil(atSeconds * 1000);
    api = changed ?? api;
    if (message === null) continue;
    const snapshot = readSnapshot(message);
    if (!snapshot.ok) continue;
    loads = loadsOf(snapshot.entries);
    const at = instant(atSeconds * 1000);
    reading = true;
    memory = noteSnapshot(models(loads), settings.prioritizedModelsLimit ?? 0, memory, at);
    decideAt(at);
    if (restAnswersAtSeconds !== undefined) passUntil(restAnswersAtSeconds * 1000);
    readSettings();
    reading = false;
    decideAt(instant((restAnswersAtSeconds ?? atSeconds) * 1000));
  }
  return patches;
}

const busy = { tasks: 1, analyses: 1 };

test.run();
