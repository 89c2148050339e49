import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runDropIn } from '../../../src/runtime/oasis-drop-in/run-drop-in.ts';
import { readOasisSettings } from '../../../src/runtime/oasis-drop-in/settings.ts';
import type { PlatformDecision } from '../../../src/scaling/oasis/plan.ts';
import { createFakeApiServer } from '../../fakes/api-server.ts';
import { entryOf } from '../../fakes/oasis-server/content.ts';
import { createOasisServer } from '../../fakes/oasis-server/create-oasis-server.ts';
import { eventually } from '../../fakes/oasis-server/eventually.ts';
import { createVirtualClock } from '../../fakes/virtual-clock.ts';
import { createLog, type Line, surge } from '../signals/oasis/start.ts';

test('with the worker controller’s settings a run starts workers, and its end stops them', async () => {
  const server = await createOasisServer({ models: [surge] });
  const clock = createVirtualClock();
  const cluster = createFakeApiServer(clock);
  const lines: Line[] = [];
  const read = readOasisSettings([], {
    OASIS_API_HOST: '127.0.0.1',
    OASIS_API_PORT: new URL(server.url).port,
    OASIS_API_SUBPATH: 'api',
    OASIS_WEBSOCKET_HOST: '127.0.0.1',
    OASIS_WEBSOCKET_PORT: new URL(server.websocketUrl).port,
    OASIS_SERVICE_USERNAME_OR_ID: server.behaviour.user,
    OASIS_SERVICE_PASSWORD_OR_SECRET: server.behaviour.password,
    OASIS_CLUSTER_NAMESPACE: 'oasis',
  });
  if (!read.ok) throw new Error('the settings are wrong');
  cluster.put('deployments', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'worker-northsea-surge-3-v2',
      namespace: 'oasis',
      labels: {
        'oasislmf/type': 'worker',
        'oasislmf/supplier-id': 'NorthSea',
        'oasislmf/model-id': 'Surge',
        'oasislmf/model-version-id': '3',
        'oasislmf/api-version': 'v2',
      },
    },
    spec: { replicas: 0 },
  });
  const replicas = () => {
    const there = cluster.read('deployments', 'oasis', 'worker-northsea-surge-3-v2');
    return (there?.spec as { replicas?: number } | undefined)?.replicas;
  };
  let last: PlatformDecision | undefined;
  const abort = new AbortController();
  const run = runDropIn(
    {
      settings: read.settings,
      api: cluster.client,
      gate: () => true,
      decided: (decisions) => {
        last = [...decisions.values()].at(-1);
      },
      clock,
      random: () => 0,
      log: createLog(lines),
      readFile: async () => '',
    },
    abort.signal,
  );
  const busy = [entryOf('NorthSea-Surge-3-v2', [{ id: 1 }]), entryOf('celery-v2', [{ id: 1 }])];
  await eventually('the platform is connected', () => server.websockets.connections() === 1);
  server.push(busy);
  await eventually('there are workers', () => replicas() === 5);
  server.push([]);
  await eventually('the grace period began', () => last?.reasons.at(-1)?.rule === 'hold');
  await clock.advance(19_000);
  assert.is(replicas(), 5);
  await clock.advance(1_000);
  await eventually('the workers are gone', () => replicas() === 0);
  // Everything again after a loss of both.
  server.websockets.drop();
  server.expireTokens();
  server.behaviour.content = busy;
  await eventually('the loss is noticed', () =>
    lines.some(({ message }) => /websocket ended/.test(message)),
  );
  await clock.advance(1_000);
  for (let second = 0; second < 40 && replicas() === 0; second += 1) {
    await clock.advance(1_000);
    await clock.settle();
  }
  await eventually('there are workers again', () => replicas() === 5);
  abort.abort();
  await run;
  await eventually('no connection is open', () => server.open() === 0);
  assert.not.match(JSON.stringify(lines), server.behaviour.password);
  await server.close();
});

test.run();
