import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { millis } from '../../../src/model/units.ts';
import type { ApiClient, WatchEvent } from '../../../src/runtime/kube/api-client.ts';
import {
  accepted,
  type OasisCase,
  type Patch,
  readCases,
  show,
} from '../../scaling/oasis/cases.ts';
import { createStage } from './stage.ts';

// The recorded cases through everything but the sockets: the copy of the cluster, what reads models, what writes and waits.
for (const one of readCases()) {
  test(`${one.id}: ${one.title}`, async () => {
    const patches = show(await replay(one));
    assert.ok(
      accepted(one).includes(patches),
      `made\n${patches}\nexpected\n${accepted(one).join('\nor\n')}`,
    );
  });
}

async function replay({
  settings,
  deployments,
  apiModels,
  steps,
}: OasisCase): Promise<readonly Patch[]> {
  const stage = createStage(
    {
      continueUpdateScaling: settings.continueUpdateScaling,
      rules: {
        totalLimit: settings.limit ?? 0,
        priorityLevels: settings.prioritizedModelsLimit ?? 0,
        neverShutdownFixedWorkers: settings.neverShutdownFixedWorkers,
        grace: millis(20_000),
      },
    },
    settings.deploymentWatchWorking ? undefined : withSilentWatch,
  );
  for (const deployment of deployments) stage.deploy(deployment);
  stage.api.models = apiModels;
  await stage.clock.settle();
  const began = stage.clock.read().now;
  const passUntil = async (seconds: number) => {
    const rest = began + seconds * 1000 - stage.clock.read().now;
    // The wait of a watch that is silent on purpose must not be lived through step by step.
    await stage.clock.advance(Math.max(0, rest));
  };
  for (const { atSeconds, message, apiModels: changed, restAnswersAtSeconds } of steps) {
    await passUntil(atSeconds);
    stage.api.models = changed ?? stage.api.models;
    if (message === null) continue;
    let answer: () => void = () => undefined;
    if (restAnswersAtSeconds !== undefined) {
      stage.api.until = new Promise((resolve) => {
        answer = resolve;
      });
    }
    await stage.hear(message);
    if (restAnswersAtSeconds !== undefined) await passUntil(restAnswersAtSeconds);
    answer();
    stage.api.until = undefined;
    await stage.clock.advance(0);
  }
  await stage.stop();
  return stage.patches();
}

/** The watch says nothing at all; lists and patches are true. */
function withSilentWatch(client: ApiClient): ApiClient {
  return {
    ...client,
    watch: async function* (_call, abort, opened): AsyncGenerator<WatchEvent> {
      opened?.();
      await new Promise<void>((resolve) => {
        if (abort.aborted) resolve();
        abort.addEventListener('abort', () => resolve());
      });
    },
  };
}

test.run();
