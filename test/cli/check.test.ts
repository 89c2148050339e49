import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from './capture.ts';
import { inFolder } from './folder.ts';

const broken = 'test/fixtures/policies/wrong-value';

test('policies without a mistake end with 0, and who moves each number is said', async () => {
  const { status, out } = await run('check');
  assert.is(status, 0);
  assert.match(out, /montage\/mproject: share, engine keda: KEDA can do all that the policy says/);
});

test('a warning alone does not fail', async () => {
  const { status, out } = await run(
    'check',
    '--policies',
    'test/fixtures/policies/image-not-pinned',
  );
  assert.is(status, 0);
  assert.match(out, /2 warnings/);
});

test('what a policy relaxed of the hardened default is listed', async () => {
  const { out } = await run('check', '--policies', 'test/fixtures/policies/no-budget');
  assert.match(out, /relaxed: .*runAsRoot/);
});

test('what a podTemplate undoes of the hardened default is listed', async () => {
  const { out } = await run(
    'check',
    '--policies',
    'test/fixtures/policies/image-not-pinned.pod-template',
  );
  assert.match(out, /mproject: relaxed by podTemplate: writableRootFilesystem \(proxy\), /);
});

test('the main container of a scheduler is hardened by itself, and others beside it are not', async () => {
  const { out } = await inFolder(async (folder) => {
    const text = readFileSync('docs/generate/examples/cluster-template.yaml', 'utf8');
    const own = '{name: scheduler, tty: true}';
    const other = '{name: worker, image: "registry.example.org/other:1.0.0"}';
    const template = `podTemplate: {spec: {containers: [${own}, ${other}]}}`;
    writeFileSync(
      join(folder, 'dask.yaml'),
      text.replace('  scheduler:\n', `  scheduler:\n    ${template}\n`),
    );
    return run('check', '--policies', folder);
  });
  assert.match(
    out,
    /dask \(scheduler\): relaxed by podTemplate: writableRootFilesystem \(worker\),/,
  );
  assert.not.match(out, /\(scheduler\),|\(scheduler\)$/m);
});

test('json is an array of exactly the fields that others script against', async () => {
  const { status, out } = await run('check', '--policies', broken, '--format', 'json');
  assert.is(status, 1);
  const [first] = JSON.parse(out);
  assert.equal(first, {
    code: 'wrong-value',
    severity: 'error',
    message: '`spec.worker.args[1]` must be a text, got 1.10',
    file: `${broken}/pool.yaml`,
    line: 11,
    column: 23,
    endLine: 11,
    endColumn: 27,
    help: 'put it in quotes',
  });
});

test('json is an empty array when all is well', async () => {
  const { status, out } = await run('check', '--format', 'json');
  assert.is(status, 0);
  assert.equal(JSON.parse(out), []);
});

test('sarif names the rule and the place', async () => {
  const { out } = await run('check', '--policies', broken, '--format', 'sarif');
  const [{ tool, results }] = JSON.parse(out).runs;
  assert.is(tool.driver.name, 'roster');
  assert.is(results[0].ruleId, 'wrong-value');
});

test('github annotations carry file and line', async () => {
  const { out } = await run('check', '--policies', broken, '--format', 'github');
  assert.match(out, /^::error file=test\/fixtures\/policies\/wrong-value\/pool\.yaml,line=11/);
});

test('a folder that is not there is an error that names the option', async () => {
  const { status, out } = await run('check', '--policies', 'no/such/folder');
  assert.is(status, 1);
  assert.match(out, /error\[no-policies\]/);
});

test('the folder is shown as it was typed, without ./ and trailing slashes', async () => {
  const { out } = await run('check', '--policies', `./${broken}//`, '--format', 'json');
  assert.is(JSON.parse(out)[0].file, `${broken}/pool.yaml`);
});

test.run();
