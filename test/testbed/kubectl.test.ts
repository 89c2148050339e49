import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { makeNamespaces } from './apply/make-namespaces.ts';
import { readManifests } from './apply/read-manifests.ts';
import { kubectl, withKubectl } from './kubectl.ts';
import { testbed } from './shared.ts';
import { addCrds } from './with-crds.ts';

// What people do by hand.
const test = suite('kubectl');
const environments = readdirSync('dist', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

for (const environment of environments) {
  const folder = join('dist', environment);

  withKubectl(
    test,
    `${folder} is what its kustomization.yaml lists, and no file beside it`,
    async () => {
      const bed = await testbed();
      const { stdout } = await kubectl(bed.kubeconfig, 'kustomize', folder);
      const manifests = readManifests(folder);
      assert.is(stdout.split(/^---$/m).length, manifests.length);
      const files = readdirSync(folder, { recursive: true, withFileTypes: true });
      const yaml = files.filter(
        (entry) =>
          entry.isFile() &&
          entry.name !== 'kustomization.yaml' &&
          !entry.parentPath.endsWith('_gitops'),
      );
      assert.is(yaml.length, manifests.length);
    },
  );

  withKubectl(test, `${folder} is applied by kubectl without a warning`, async () => {
    const bed = await testbed();
    const manifests = readManifests(folder);
    await addCrds(bed);
    await makeNamespaces(bed.admin, manifests);
    const crds = join(folder, '_cluster', environment);
    await kubectl(
      bed.kubeconfig,
      'apply',
      '--server-side',
      '--force-conflicts',
      '--recursive',
      '-f',
      crds,
    );
    const { stdout, stderr } = await kubectl(
      bed.kubeconfig,
      ...['apply', '--server-side', '--force-conflicts', '--dry-run=server', '--validate=strict'],
      ...['--kustomize', folder],
    );
    assert.is(stderr, '');
    assert.is(stdout.trim().split('\n').length, manifests.length);
  });
}

withKubectl(test, 'npm run testbed serves kubectl until Ctrl-C, and leaves nothing', async () => {
  const main = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'main.ts'), 'staging', '--nodes', '2'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(main, 'exit');
  const said: string[] = [];
  let kubeconfig = '';
  try {
    for await (const line of createInterface({ input: main.stdout })) {
      said.push(line);
      kubeconfig = /export KUBECONFIG=(\S+)/.exec(line)?.[1] ?? kubeconfig;
      if (!line.startsWith('Ctrl-C')) continue;
      await lookAround(kubeconfig);
      main.kill('SIGINT');
    }
  } finally {
    main.kill('SIGTERM'); // where looking around failed
  }
  assert.equal(await ended, [0, null], said.join('\n'));
  assert.match(said.join('\n'), /(\d+) of \1 objects of dist\/staging applied/);
  assert.not.ok(existsSync(dirname(kubeconfig)));
});

async function lookAround(kubeconfig: string): Promise<void> {
  const nodes = await kubectl(kubeconfig, 'get', 'nodes', '--output=name');
  assert.is(nodes.stdout, 'node/node-1\nnode/node-2\n');
  const all = ['--all-namespaces', '--no-headers'];
  const pools = await kubectl(kubeconfig, 'get', 'scaledobjects', ...all);
  assert.ok(pools.stdout.split('\n').length > 5);
  const wait = ['wait', 'deployment', '--all', '--all-namespaces', '--for=condition=Available'];
  await kubectl(kubeconfig, ...wait, '--timeout=60s');
}

test.run();
