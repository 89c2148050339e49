import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';

// Where no container engine is, this is what can be said about the image without one: its instructions, and its own build
// command run on exactly the files that it copies.
const test = suite('the image');

interface Instruction {
  readonly name: string;
  readonly text: string;
}

const instructions = readFileSync('Dockerfile', 'utf8')
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line): Instruction => {
    const [, name, text] = /^(\w+)\s+(.*)$/.exec(line)!;
    return { name: name!, text: text! };
  });
const last = (name: string) => instructions.findLast((one) => one.name === name)?.text;
const entry: readonly string[] = JSON.parse(last('ENTRYPOINT') ?? '[]');
/** What is copied from the project, not from another stage. */
const copied = instructions
  .filter(({ name, text }) => name === 'COPY' && !text.startsWith('--from'))
  .map(({ text }) => text.split(/\s+/));

test('everything from outside has a version, and none is the latest', () => {
  const bases = instructions.filter(({ name }) => name === 'FROM').map(({ text }) => text);
  assert.equal(bases, [`\${NODE_IMAGE} AS build`, 'scratch']);
  const [, tag] = /^NODE_IMAGE=node:(\S+)$/.exec(last('ARG')!)!;
  assert.match(tag!, /^\d+\.\d+\.\d+-/);
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.ok(tag!.startsWith(engines.node.replace(/^>=(\d+)\..*/, '$1.')), 'the Node of engines');
});

test('it runs as nobody in particular, by a number that Kubernetes can check', () => {
  const [user, group] = last('USER')!.split(':').map(Number);
  assert.ok(user! > 0 && group! > 0);
});

test('the last stage has no shell to run anything with', () => {
  const from = instructions.findLastIndex(({ name }) => name === 'FROM');
  const rest = instructions.slice(from + 1);
  assert.equal(
    rest.filter(({ name }) => ['RUN', 'ADD', 'CMD', 'SHELL', 'HEALTHCHECK'].includes(name)),
    [],
  );
  assert.equal(entry.slice(0, 1), ['/usr/local/bin/node']);
});

test('everything that is copied is there, and the builder is let see it and nothing else', () => {
  const paths = copied.flatMap((words) => words.slice(0, -1));
  for (const path of paths) assert.ok(existsSync(path), path);
  const seen = readFileSync('.dockerignore', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));
  assert.equal(seen.toSorted(), paths.toSorted());
});

test('its own build command makes what it starts, of what it copies alone', () => {
  const stage = mkdtempSync(join(tmpdir(), 'roster-image-'));
  try {
    for (const words of copied) {
      const target = words.at(-1)!;
      for (const path of words.slice(0, -1))
        cpSync(path, join(stage, target.endsWith('/') ? path : target), { recursive: true });
    }
    symlinkSync(resolve('node_modules'), join(stage, 'node_modules'));
    const command = instructions.find(({ text }) => text.startsWith('node build.js'))!.text;
    const args = command.replaceAll('/root-fs', `${stage}/root-fs`).split(' ').slice(1);
    const built = spawnSync(process.execPath, args, { cwd: stage, encoding: 'utf8' });
    assert.is(built.status, 0, built.stderr);
    const script = join(stage, 'root-fs', entry[1]!);
    const started = spawnSync(process.execPath, [script, ...argsOfPod()], { encoding: 'utf8' });
    assert.match(started.stderr, '/etc/roster/config/config.json: cannot be read');
    assert.is(started.status, 2);
  } finally {
    rmSync(stage, { recursive: true });
  }
});

test.run();

/** What the rendered Deployment starts it with. */
function argsOfPod(): readonly string[] {
  const path = 'dist/prod/roster/prod/deployment.roster-controller.yaml';
  const [container] = parse(readFileSync(path, 'utf8')).spec.template.spec.containers;
  assert.is(container.command, undefined);
  return container.args;
}
