import { millis } from '../../model/units.ts';
import type { Parts } from '../parts.ts';
import { createModelReader, type ReadModel } from '../signals/oasis/model-settings.ts';
import { createOasisApi } from '../signals/oasis/oasis-api.ts';
import { createSnapshotFeed, type FeedEvent } from '../signals/oasis/snapshot-feed.ts';
import { defaultTimes } from '../signals/oasis/websocket.ts';
import type { DropInSettings } from './settings.ts';

/** What a platform says: of its queues without being asked, of a model when asked. */
export interface Platform {
  readonly readModel: ReadModel;
  /** Listens until `abort` fires, then closes all connections. */
  run(listen: (event: FeedEvent) => void, abort: AbortSignal): Promise<void>;
}

/** The platform that the worker controller's own settings name. */
export function createPlatform(settings: DropInSettings, parts: Parts): Platform {
  const { url, websocketUrl, credentials, caFile, pollEvery } = settings;
  const access = {
    url,
    websocketUrl,
    readSecrets: async () =>
      caFile === undefined ? { credentials } : { credentials, ca: await parts.readFile(caFile) },
  };
  const api = createOasisApi(access, millis(10_000), parts);
  const feed = createSnapshotFeed({
    ...parts,
    name: 'oasis',
    access,
    api,
    times: defaultTimes,
    pollEvery: () => pollEvery,
    freshFor: () => defaultTimes.silence,
  });
  return {
    readModel: createModelReader(api),
    run: async (listen, abort) => {
      await feed.run(listen, abort);
      api.close();
    },
  };
}
