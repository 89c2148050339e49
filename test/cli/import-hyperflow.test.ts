import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runImportHyperflow } from '../../src/cli/import-hyperflow.ts';
import { root } from '../root.ts';

const test = suite<{ folder: string }>('import hyperflow');
const fixtures = join(root, 'fixtures/hyperflow');

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'roster-import-'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

test('it writes the policies, lists them, and says what they do not say', ({ folder }) => {
  const out = join(folder, 'policies');
  const { status, printed, said } = run(
    [join(fixtures, 'resize.yaml'), join(fixtures, 'quota.yaml')],
    { out },
  );
  assert.is(status, 0);
  const paths = [
    'hyperflow-worker.yaml',
    'hyperflow.yaml',
    'photos/photo-requests.yaml',
    'photos/resize.yaml',
  ];
  assert.is(printed, paths.map((path) => `${join(out, path)}\n`).join(''));
  assert.match(said, 'note: quota `photo-requests`: `services` has no counterpart');
  assert.match(readFileSync(join(out, 'photos/resize.yaml'), 'utf8'), 'group: photo-requests');
});

test('a folder stands for the files in it', ({ folder }) => {
  mkdirSync(join(folder, 'in'));
  writeFileSync(join(folder, 'in/a.yml'), readFileSync(join(fixtures, 'resize.yaml')));
  writeFileSync(join(folder, 'in/README.md'), '# not YAML');
  assert.is(run([join(folder, 'in')], { out: join(folder, 'out') }).status, 0);
});

test('it overwrites nothing, names what is there, and writes nothing else', ({ folder }) => {
  writeFileSync(join(folder, 'hyperflow-worker.yaml'), 'mine');
  const { status, printed, said } = run([join(fixtures, 'resize.yaml')], { out: folder });
  assert.is(status, 2);
  assert.is(printed, '');
  assert.is(
    said,
    `roster import: ${join(folder, 'hyperflow-worker.yaml')} must not be there yet; move it away or name another folder with --out; nothing was written\n`,
  );
  assert.equal(readdirSync(folder), ['hyperflow-worker.yaml']);
  assert.is(readFileSync(join(folder, 'hyperflow-worker.yaml'), 'utf8'), 'mine');
});

test('a write that fails half-way takes back what it wrote', ({ folder }) => {
  writeFileSync(join(folder, 'photos'), 'a file where a folder must be');
  const { status, said } = run([join(fixtures, 'resize.yaml')], { out: folder });
  assert.is(status, 2);
  assert.match(said, 'nothing was written');
  assert.equal(readdirSync(folder), ['photos']);
});

test('errors end with 1 and write nothing', ({ folder }) => {
  writeFileSync(
    join(folder, 'a.yaml'),
    'apiVersion: hyperflow.agh.edu.pl/v1\nkind: WorkerPool\nmetadata: {name: a}\nspec: {}\n',
  );
  const out = join(folder, 'out');
  const { status, said } = run([join(folder, 'a.yaml')], { out });
  assert.is(status, 1);
  assert.match(said, 'error[missing-field]: `spec.taskType` is required');
  assert.not(existsSync(out));
});

test('a file that is not there is wrong usage', ({ folder }) => {
  const { status, said } = run([join(folder, 'none.yaml')], { out: folder });
  assert.is(status, 2);
  assert.is(said, `roster import: ${join(folder, 'none.yaml')} does not exist\n`);
});

test('a namespace that is no name is wrong usage', ({ folder }) => {
  const { status, said } = run([join(fixtures, 'values.yaml')], { out: folder, namespace: 'A/B' });
  assert.is(status, 2);
  assert.is(said, 'roster import: --namespace must be a Kubernetes name, got "A/B"\n');
});

function run(files: readonly string[], options: Readonly<Record<string, string>>) {
  let printed = '';
  let said = '';
  const status = runImportHyperflow(files, options, {
    out: (text) => {
      printed += text;
    },
    error: (text) => {
      said += text;
    },
    isTerminal: false,
    color: false,
    isDebug: false,
  });
  return { status, printed, said };
}

test.run();
