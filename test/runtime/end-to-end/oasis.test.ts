import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { FakeModel } from '../../fakes/oasis-server/behaviour.ts';
import { entryOf } from '../../fakes/oasis-server/content.ts';
import {
  createOasisServer,
  type OasisServer,
} from '../../fakes/oasis-server/create-oasis-server.ts';
import { withControlPlane } from '../../testbed/shared.ts';
import { group, type Policy, pool } from './policies.ts';
import { type Stage, withStage } from './stage.ts';

const test = suite('the controller end to end: Oasis');

const surge: FakeModel = {
  ...{ id: 1, supplier_id: 'NorthSea', model_id: 'Surge', version_id: '3' },
  scaling_configuration: { scaling_strategy: 'FIXED_WORKERS', worker_count_fixed: 5 },
};
const quake: FakeModel = {
  ...{ id: 2, supplier_id: 'Andes', model_id: 'Quake', version_id: '1-b' },
  scaling_configuration: { scaling_strategy: 'QUEUE_LOAD', worker_count_max: 6 },
};

const analyses = (count: number, from: number, priority = 4) =>
  Array.from({ length: count }, (_, index) => ({ id: from + index, priority }));
const surges = (count: number, priority?: number) =>
  entryOf('NorthSea-Surge-3-v2', analyses(count, 100, priority));
const quakes = (count: number, priority?: number) =>
  entryOf('Andes-Quake-1-b-v2', analyses(count, 200, priority));

const platform = (supplier: string, model: string, version: string) => ({
  mode: 'platform',
  signal: { oasis: { supplier, model, version } },
});

async function withPlatform(
  limits: Readonly<Record<string, unknown>>,
  use: (stage: Stage, server: OasisServer) => Promise<void>,
): Promise<void> {
  const server = await createOasisServer({ models: [surge, quake] });
  const policies: readonly Policy[] = [
    group('models', { pods: 8 }, limits),
    pool('surge', platform('NorthSea', 'Surge', '3'), { group: 'models' }),
    pool('quake', platform('Andes', 'Quake', '1-b'), { group: 'models' }),
  ];
  const { url, websocketUrl, behaviour } = server;
  const credentials = { password: { secretName: 'login' } };
  const connections = { oasis: { main: { url, websocketUrl, credentials } } };
  const secrets = { login: { username: behaviour.user, password: behaviour.password } };
  try {
    await withStage({ policies, connections, secrets }, async (stage) => {
      await stage.start();
      await use(stage, server);
    });
  } finally {
    await server.close();
  }
}

withControlPlane(
  test,
  'a run makes the workers of its model, a second model shares with the first, and a cancelled run takes its workers away',
  async () => {
    await withPlatform({}, async (stage, server) => {
      const untilWorkers = async (surgeWorkers: number, quakeWorkers: number) => {
        await stage.untilReplicas('surge', surgeWorkers);
        await stage.untilReplicas('quake', quakeWorkers);
      };
      await untilWorkers(0, 0);
      server.push([surges(1)]);
      await untilWorkers(5, 0);
      server.push([surges(1), quakes(3)]);
      await untilWorkers(5, 3);
      server.push([surges(1), quakes(9)]);
      // half of the quota in equal parts, the rest to the longer queue
      await untilWorkers(2, 6);
      server.push([quakes(9)]);
      await untilWorkers(0, 6);
      server.push([]);
      await untilWorkers(0, 0);
      assert.equal(await stage.forbidden(), []);
    });
  },
);

withControlPlane(
  test,
  'of two priorities the higher one is served where one level is',
  async () => {
    await withPlatform({ priorityLevels: 1 }, async (stage, server) => {
      server.push([surges(1, 9), quakes(3, 4)]);
      await stage.untilReplicas('surge', 5);
      await stage.untilReplicas('quake', 0);
      await stage.untilStatus('quake', { reason: 'LowPriority' });
      server.push([surges(1, 3), quakes(3, 4)]);
      await stage.untilReplicas('quake', 3);
      await stage.untilReplicas('surge', 0);
    });
  },
);

test.run();
