import { millis } from '../../../src/model/units.ts';
import type { ApiClient } from '../../../src/runtime/kube/api-client.ts';
import type { Platform } from '../../../src/runtime/oasis-drop-in/platform.ts';
import {
  type ServeOptions,
  serveWorkers,
} from '../../../src/runtime/oasis-drop-in/serve-workers.ts';
import type { FeedEvent } from '../../../src/runtime/signals/oasis/snapshot-feed.ts';
import type { PlatformDecision } from '../../../src/scaling/oasis/plan.ts';
import { readSnapshot } from '../../../src/scaling/oasis/snapshot.ts';
import { createFakeApiServer, type FakeApiServer } from '../../fakes/api-server.ts';
import { createVirtualClock, type VirtualClock } from '../../fakes/virtual-clock.ts';
import type { CaseDeployment, CaseModel, Patch } from '../../scaling/oasis/cases.ts';
import { createLog, type Line } from '../signals/oasis/start.ts';

/** A cluster, a platform and the drop-in between them, on a clock that only the test moves. */
export interface Stage {
  readonly clock: VirtualClock;
  readonly cluster: FakeApiServer;
  readonly lines: readonly Line[];
  readonly decisions: ReadonlyMap<string, PlatformDecision>;
  /** What the API answers from now on; a test may let it wait or fail. */
  api: {
    models: readonly CaseModel[];
    until?: Promise<void> | undefined;
    failing?: string | undefined;
  };
  /** Whether the drop-in may write. */
  gate: 'open' | 'shut';
  /** Brings a Deployment as the models chart makes it. */
  deploy(deployment: CaseDeployment): void;
  /** Delivers a message of the websocket, as long as it is a snapshot. */
  hear(message: object): Promise<void>;
  say(event: FeedEvent): Promise<void>;
  replicas(name: string): number | undefined;
  /** The writes that changed a Deployment, with the seconds since the start. */
  patches(): readonly Patch[];
  stop(): Promise<void>;
}

export const namespace = 'oasis';

export function createStage(
  given: Partial<Pick<ServeOptions, 'rules' | 'continueUpdateScaling'>> = {},
  around: (client: ApiClient) => ApiClient = (client) => client,
): Stage {
  const clock = createVirtualClock();
  const began = clock.read().now;
  const cluster = createFakeApiServer(clock);
  const lines: Line[] = [];
  const decisions = new Map<string, PlatformDecision>();
  const patches: Patch[] = [];
  const abort = new AbortController();
  let listen: (event: FeedEvent) => void = () => undefined;
  const platform: Platform = {
    readModel: async ({ supplier, model, version }) => {
      await stage.api.until;
      if (stage.api.failing === model) throw new Error('the API is away');
      const found = stage.api.models.find(
        (one) =>
          one.supplier_id === supplier && one.model_id === model && one.version_id === version,
      );
      return found === undefined
        ? { known: false, because: 'the API knows no such model' }
        : { known: true, settings: found.scaling_configuration };
    },
    run: (listener, ended) => {
      listen = listener;
      return new Promise((resolve) => ended.addEventListener('abort', () => resolve()));
    },
  };
  const client = recording(around(cluster.client), (deployment, replicas) =>
    patches.push({ atSeconds: (clock.read().now - began) / 1000, deployment, replicas }),
  );
  const stage: Stage = {
    clock,
    cluster,
    lines,
    decisions,
    api: { models: [] },
    gate: 'open',
    deploy: (deployment) => {
      cluster.put('deployments', deploymentOf(deployment));
    },
    hear: async (message) => {
      const snapshot = readSnapshot(message);
      if (!snapshot.ok) return;
      const sampledAt = clock.read().now;
      await stage.say({ kind: 'snapshot', entries: snapshot.entries, sampledAt });
    },
    say: async (event) => {
      listen(event);
      await clock.settle();
      await clock.settle();
    },
    replicas: (name) => {
      const spec = cluster.read('deployments', namespace, name)?.spec;
      return (spec as { replicas?: number } | undefined)?.replicas;
    },
    patches: () => patches,
    stop: async () => {
      abort.abort();
      await run;
    },
  };
  const run = serveWorkers(
    {
      clock,
      random: () => 0,
      log: createLog(lines),
      readFile: async () => '',
      platform,
      api: client,
      namespace,
      rules: { neverShutdownFixedWorkers: false, grace: millis(20_000), ...given.rules },
      continueUpdateScaling: given.continueUpdateScaling ?? false,
      gate: () => stage.gate === 'open',
      decided: (all) => {
        for (const [name, decision] of all) decisions.set(name, decision);
      },
    },
    abort.signal,
  );
  return stage;
}

function deploymentOf(given: CaseDeployment) {
  const { name, supplierId, modelId, modelVersionId, apiVersion, replicas } = given;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace,
      labels: {
        'oasislmf/type': 'worker',
        'oasislmf/supplier-id': supplierId,
        'oasislmf/model-id': modelId,
        'oasislmf/model-version-id': modelVersionId,
        ...(apiVersion === '' ? {} : { 'oasislmf/api-version': apiVersion }),
      },
    },
    spec: { replicas },
  };
}

function recording(
  client: ApiClient,
  patched: (name: string, replicas: number) => void,
): ApiClient {
  return {
    ...client,
    call: async <T>(...args: Parameters<ApiClient['call']>): Promise<T> => {
      const answer = await client.call<T>(...args);
      const [{ method, path, body }] = args;
      const replicas = (body as { spec?: { replicas?: number } } | undefined)?.spec?.replicas;
      if (method === 'PATCH' && replicas !== undefined) patched(path.split('/').at(-1)!, replicas);
      return answer;
    },
  };
}
