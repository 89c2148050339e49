import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppsV1Api, CoordinationV1Api, CustomObjectsApi } from '@kubernetes/client-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from '../cli/capture.ts';
import { inNamespace } from '../testbed/in-namespace.ts';
import { testbed, withControlPlane } from '../testbed/shared.ts';
import type { Testbed } from '../testbed/start.ts';
import { until } from '../testbed/until.ts';
import { addRosterKinds } from './kube/add-roster-kinds.ts';

const test = suite('the runtime as a process');
const folder = mkdtempSync(join(tmpdir(), 'roster-process-'));
const children: ChildProcess[] = [];

test.before(() => {
  execFileSync(process.execPath, ['build.js', 'src/runtime/main.ts', folder, 'runtime']);
});
test.after(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

interface Running {
  readonly lines: () => readonly Readonly<Record<string, unknown>>[];
  readonly said: () => string;
  readonly exit: Promise<number | null>;
  readonly kill: (signal: NodeJS.Signals) => void;
}

/** Starts the bundle, as the image does. */
function start(args: readonly string[], env: Readonly<Record<string, string>>): Running {
  const child = spawn(process.execPath, [join(folder, 'runtime.js'), ...args], { env });
  children.push(child);
  let out = '';
  let error = '';
  child.stdout.on('data', (text) => {
    out += text;
  });
  child.stderr.on('data', (text) => {
    error += text;
  });
  const exit = new Promise<number | null>((done) => {
    child.on('close', done);
  });
  const lines = () =>
    out
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  return { lines, said: () => out + error, exit, kill: (signal) => void child.kill(signal) };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

async function startController(bed: Testbed, namespace: string) {
  const port = await freePort();
  const path = join(folder, `${namespace}.json`);
  const config = {
    environment: 'test',
    lease: { namespace, name: 'roster-controller' },
    ports: { admin: port },
    namespaces: [namespace],
    kube: { config: bed.kubeconfig },
    connections: {},
  };
  writeFileSync(path, JSON.stringify(config));
  const running = start(['controller', `--config=${path}`], { POD_NAME: 'controller-1' });
  return { ...running, url: `http://127.0.0.1:${port}` };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** A pool in mode `manual` that wants two workers, and its Deployment with none. */
async function putPool(bed: Testbed, namespace: string): Promise<void> {
  const labels = { app: 'worker' };
  const image = 'registry.example.org/worker:1';
  const metadata = { name: 'worker', namespace };
  const spec = {
    replicas: 0,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ name: 'worker', image }] } },
  };
  await bed.admin.makeApiClient(AppsV1Api).createNamespacedDeployment({
    namespace,
    body: { metadata, spec },
  });
  await bed.admin.makeApiClient(CustomObjectsApi).createNamespacedCustomObject({
    group: 'roster.dev',
    version: 'v1alpha1',
    namespace,
    plural: 'workerpools',
    body: {
      apiVersion: 'roster.dev/v1alpha1',
      kind: 'WorkerPool',
      metadata,
      spec: {
        engine: 'runtime',
        worker: { image },
        scaling: { mode: 'manual', workers: 2, min: 0, max: 10, hold: '2m', victims: 'any' },
      },
    },
  });
}

function holder(bed: Testbed, namespace: string): Promise<string | undefined> {
  const leases = bed.admin.makeApiClient(CoordinationV1Api);
  return leases.readNamespacedLease({ namespace, name: 'roster-controller' }).then(
    ({ spec }) => spec?.holderIdentity,
    () => undefined,
  );
}

withControlPlane(
  test,
  'it leads, is ready, and ends with 0 on SIGTERM with its Lease given back',
  async () => {
    const bed = await testbed();
    await addRosterKinds(bed.admin);
    await inNamespace(bed, async (namespace) => {
      const running = await startController(bed, namespace);
      await Promise.race([
        until('the controller is ready', () => answers(`${running.url}/readyz`)),
        running.exit.then((code) => assert.unreachable(`ended with ${code}: ${running.said()}`)),
      ]);
      await until('it leads', async () => (await holder(bed, namespace)) === 'controller-1');
      assert.ok(await answers(`${running.url}/healthz`));
      assert.match(
        await (await fetch(`${running.url}/metrics`)).text(),
        'roster_leader{component="controller"} 1',
      );
      running.kill('SIGTERM');
      assert.is(await running.exit, 0, running.said());
      assert.is(await holder(bed, namespace), '');
      const messages = running.lines().map(({ message }) => message);
      assert.is(messages[0], 'the controller starts');
      assert.is(messages.at(-1), 'a component stopped');
    });
  },
);

withControlPlane(
  test,
  'it scales a pool that a person asked workers for, and roster why makes the decision again',
  async () => {
    const bed = await testbed();
    await addRosterKinds(bed.admin);
    await inNamespace(bed, async (namespace) => {
      await putPool(bed, namespace);
      const running = await startController(bed, namespace);
      const apps = bed.admin.makeApiClient(AppsV1Api);
      await until('it has 2 workers', async () => {
        const { spec } = await apps.readNamespacedDeployment({ namespace, name: 'worker' });
        return spec?.replicas === 2;
      });
      const { status, out, error } = await run('why', `${namespace}/worker`, '--url', running.url);
      assert.is(error, '');
      assert.is(status, 0, out);
      assert.match(out, `${namespace}/worker: 2 workers, decided `);
      assert.match(out, /recomputed: (2, )+the same/);
      const unknown = await run('why', `${namespace}/none`, '--url', running.url);
      assert.match(unknown.error, 'the controller knows no pool');
      running.kill('SIGINT');
      assert.is(await running.exit, 0, running.said());
    });
  },
);

withControlPlane(test, 'a killed one leaves its Lease to run out', async () => {
  const bed = await testbed();
  await addRosterKinds(bed.admin);
  await inNamespace(bed, async (namespace) => {
    const running = await startController(bed, namespace);
    await until('it leads', async () => (await holder(bed, namespace)) === 'controller-1');
    running.kill('SIGKILL');
    await running.exit;
    assert.is(await holder(bed, namespace), 'controller-1');
  });
});

withControlPlane(test, 'a port that is taken ends it with 1 and the reason', async () => {
  const bed = await testbed();
  await inNamespace(bed, async (namespace) => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, done));
    const { port } = server.address() as AddressInfo;
    const running = start(
      [
        'controller',
        `--namespaces=${namespace}`,
        `--lease-namespace=${namespace}`,
        `--ports-admin=${port}`,
        `--kube-config=${bed.kubeconfig}`,
      ],
      {},
    );
    assert.is(await running.exit, 1, running.said());
    server.close();
    const last = running.lines().at(-1);
    assert.is(last?.message, 'a component ended by an error');
    assert.match(JSON.stringify(last), `serving the admin port ${port}`);
    assert.match(JSON.stringify(last), 'EADDRINUSE');
  });
});

withControlPlane(
  test,
  'the drop-in without a right to Leases says so once and goes on alone',
  async () => {
    const bed = await testbed();
    await inNamespace(bed, async (namespace) => {
      const account = await bed.as({ namespace, name: 'default' });
      const kubeconfig = join(folder, `${namespace}.kubeconfig`);
      writeFileSync(kubeconfig, account.exportConfig());
      const port = `${await freePort()}`;
      const running = start([], {
        KUBECONFIG: kubeconfig,
        CLUSTER: 'local',
        OASIS_SERVICE_USERNAME_OR_ID: 'worker-controller',
        OASIS_SERVICE_PASSWORD_OR_SECRET: 'hunter2',
        OASIS_CLUSTER_NAMESPACE: namespace,
        ROSTER_OASIS_ADMIN_PORT: `${await freePort()}`,
        OASIS_API_HOST: '127.0.0.1',
        OASIS_API_PORT: port,
        OASIS_WEBSOCKET_HOST: '127.0.0.1',
        OASIS_WEBSOCKET_PORT: port,
      });
      const forbidden = () =>
        running.lines().filter(({ message }) => /^leases are forbidden/.test(String(message)));
      await until('it says so', async () => forbidden().length > 0);
      running.kill('SIGTERM');
      assert.is(await running.exit, 0, running.said());
      assert.is(forbidden().length, 1);
      assert.not.match(running.said(), /hunter2/);
    });
  },
);

test.run();
