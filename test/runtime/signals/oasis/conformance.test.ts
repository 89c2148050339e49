import { millis } from '../../../../src/model/units.ts';
import { createRealClock } from '../../../../src/runtime/real-clock.ts';
import {
  createOasisSource,
  type OasisSignal,
} from '../../../../src/runtime/signals/oasis/create-oasis-source.ts';
import { conformsAsSource } from '../../../conformance/source.ts';
import { entryOf } from '../../../fakes/oasis-server/content.ts';
import { createOasisServer } from '../../../fakes/oasis-server/create-oasis-server.ts';
import { createLog, surge, wanted } from './start.ts';

const secrets = new Map([
  ['/user', 'scaler'],
  ['/password', 'pass-word-1'],
]);

for (const by of ['websocket', 'poll'] as const) {
  conformsAsSource(`oasis by ${by}`, async () => {
    const server = await createOasisServer();
    const clock = createRealClock();
    const analyses = new Map<string, number>();
    const source = createOasisSource({
      name: 'oasis.main',
      clock,
      random: () => 0.9,
      log: createLog([]),
      readFile: async (path) => secrets.get(path) ?? '',
      timeoutMs: 1_000,
      pollAtLeastMs: 100,
      times: { handshake: millis(500), ping: millis(200), silence: millis(5_000) },
      settings: {
        url: server.url,
        ...(by === 'websocket' ? { websocketUrl: server.websocketUrl } : {}),
        usernameFile: '/user',
        passwordFile: '/password',
      },
    });
    const known = (model: string): OasisSignal => wanted({ model }).signal;
    return {
      source,
      clock,
      put: async (name, units) => {
        analyses.set(name, units);
        const { models } = server.behaviour;
        if (!models.some(({ model_id }) => model_id === name)) {
          server.behaviour.models = [
            ...models,
            { ...surge, id: models.length + 1, model_id: name },
          ];
        }
        server.push(
          [...analyses].map(([model, count]) =>
            entryOf(
              `NorthSea-${model}-3-v2`,
              Array.from({ length: count }, (_, index) => ({
                id: model.charCodeAt(0) * 1000 + index,
              })),
            ),
          ),
        );
        return known(name);
      },
      absent: known('nowhere'),
      cut: async () => {
        server.behaviour.rest = 'cut';
        server.behaviour.websocket = 'refuse';
        server.websockets.drop();
      },
      hang: async () => {
        server.behaviour.rest = 'hang';
        server.behaviour.websocket = 'hang';
        server.websockets.freeze();
      },
      mend: async () => {
        server.behaviour.rest = 'ok';
        server.behaviour.websocket = 'ok';
      },
      open: server.open,
      close: server.close,
    };
  });
}
