import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../root.ts';
import { run as capture } from './capture.ts';

const test = suite<{ folder: string }>('import keda and oasis');
const fixtures = join(root, 'fixtures');

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'roster-import-'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

test('keda: it writes the policies, lists them, and says what changes', async ({ folder }) => {
  const out = join(folder, 'policies');
  const { status, printed, said } = await run(
    'keda',
    join(fixtures, 'keda/queues.yaml'),
    '--out',
    out,
  );
  assert.is(status, 0);
  const paths = [
    'gallery/exports.yaml',
    'gallery/thumbnails.yaml',
    'keda-worker.yaml',
    'keda.yaml',
  ];
  assert.is(printed, paths.map((path) => `${join(out, path)}\n`).join(''));
  assert.match(said, 'What changes (path: was → is):\nDeployment gallery/exports:\n');
  assert.match(said, '  spec.template.spec.containers.worker.name: "app" → "worker"\n');
  assert.match(said, 'PodDisruptionBudget gallery/exports: is new\n');
});

test('what was imported passes check', async ({ folder }) => {
  const out = join(folder, 'policies');
  await run('keda', join(fixtures, 'keda'), '--out', out);
  const { status, said } = await run('check', '--policies', out);
  assert.is(status, 0, said);
});

test('oasis: several files are one chart, and the namespace is the one that is named', async ({
  folder,
}) => {
  const files = ['values.yaml', 'overlay.yaml', 'settings.json'].map((file) =>
    join(fixtures, 'oasis', file),
  );
  const { status, printed } = await run('oasis', ...files, '--out', folder, '--namespace', 'oasis');
  assert.is(status, 0);
  assert.match(printed, join(folder, 'oasis/worker-northsea-surge-3-v2.yaml'));
  const environment = readFileSync(join(folder, 'oasis.yaml'), 'utf8');
  assert.match(environment, 'defaultNamespace: oasis');
});

test('oasis: settings without a name are for the model that is named', async ({ folder }) => {
  const settings = join(folder, 'answer.json');
  writeFileSync(settings, '{"scaling_strategy": "QUEUE_LOAD", "worker_count_max": 4}');
  const out = join(folder, 'out');
  const values = join(fixtures, 'oasis/values.yaml');
  const { status } = await run('oasis', values, settings, '--model', 'Alpine/Hail/1', '--out', out);
  assert.is(status, 0);
  const hail = readFileSync(join(out, 'worker-alpine-hail-1-v1.yaml'), 'utf8');
  assert.match(hail, 'mode: proportional');
});

test('it overwrites nothing, names what is there, and writes nothing else', async ({ folder }) => {
  writeFileSync(join(folder, 'keda.yaml'), 'mine');
  const { status, printed, said } = await run(
    'keda',
    join(fixtures, 'keda/queues.yaml'),
    '--out',
    folder,
  );
  assert.is(status, 2);
  assert.is(printed, '');
  assert.match(said, `${join(folder, 'keda.yaml')} must not be there yet`);
  assert.equal(readdirSync(folder), ['keda.yaml']);
});

test('where nothing can be imported it says why and ends with 1', async ({ folder }) => {
  const file = join(folder, 'a.yaml');
  writeFileSync(file, 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n');
  const out = join(folder, 'out');
  const { status, said } = await run('keda', file, '--out', out);
  assert.is(status, 1);
  assert.match(said, 'note: Deployment `a` is left out, and stays as it is: it has no selector');
  assert.not(existsSync(out));
});

const wrong = [
  { args: ['keda', 'x.yaml', '--model', 'a/b/c'], says: '--model goes with oasis, got keda' },
  { args: ['hyperflow', 'x.yaml', '--connection', 'a'], says: '--connection goes with oasis' },
  { args: ['oasis', 'x.yaml', '--model', 'a/b'], says: '--model must be like NorthSea/Surge/3' },
  { args: ['oasis', 'x.yaml'], says: 'x.yaml does not exist' },
];
for (const { args, says } of wrong) {
  test(`${args.join(' ')} is wrong usage`, async () => {
    const { status, said } = await run(...args);
    assert.is(status, 2);
    assert.match(said, says);
  });
}

/** Runs `roster import`, or another command by its name. */
async function run(...args: readonly string[]) {
  const { status, out, error } = await capture(
    ...(args[0] === 'check' ? args : ['import', ...args]),
  );
  return { status, printed: out, said: error };
}

test.run();
