import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const test = suite('the runtime bundle');
const folder = mkdtempSync(join(tmpdir(), 'roster-runtime-'));
const runtime = join(folder, 'runtime.js');

const layers = ['model', 'scaling', 'runtime'];
/** What is loaded at the start, with what it brings along. Whoever adds one has looked at what it is. */
const packages = [
  '@ioredis/commands',
  '@opentelemetry/api',
  '@pinojs/redact',
  'atomic-sleep',
  'bintrees',
  'cluster-key-slot',
  'croner',
  'debug',
  'denque',
  'has-flag',
  'ioredis',
  'ms',
  'on-exit-leak-free',
  'pino',
  'pino-std-serializers',
  'prom-client',
  'quick-format-unescaped',
  'rabbitmq-client',
  'redis-errors',
  'safe-stable-stringify',
  'sonic-boom',
  'standard-as-callback',
  'supports-color',
  'tdigest',
  'thread-stream',
  'ws',
];

test.before(() => {
  execFileSync(process.execPath, ['build.js', 'src/runtime/main.ts', folder, 'runtime']);
});
test.after(() => {
  rmSync(folder, { recursive: true });
});

test('of ours it has the model, the scaling and the runtime, and nothing that compiles', () => {
  const ours = inputs().filter((path) => path.startsWith('src/'));
  assert.ok(ours.includes('src/runtime/main.ts'));
  const foreign = ours.filter((path) => !layers.includes(path.split('/')[1]!));
  assert.equal(foreign, []);
});

test('no YAML parser, no cdk8s and no schema builder is in it, not even in what is loaded on demand', () => {
  const compiler = /node_modules\/(cdk8s|constructs|yaml|typebox|@lezer|@prometheus-io)/;
  assert.equal(
    inputs().filter((path) => compiler.test(path)),
    [],
  );
});

test('what is loaded at the start has no client library of Kubernetes, which is for a kubeconfig only', () => {
  const atStart = loadedAtStart();
  assert.ok(inputs().some((path) => path.includes('@kubernetes/client-node')));
  assert.equal(
    [...atStart].filter((path) => /node_modules\/(@kubernetes|js-yaml)\//.test(path)),
    [],
  );
});

test('what is loaded at the start has the packages that we know, and no other', () => {
  const found = [...loadedAtStart()].map(packageOf).filter((name) => name !== undefined);
  assert.equal([...new Set(found)].toSorted(), packages);
});

test('what is loaded at the start is less than 1.5 MB', () => {
  const bytes = startChunks().reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
  assert.ok(bytes < 1_500_000, `${bytes} bytes`);
});

const endings: readonly {
  readonly name: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly status: number;
  readonly says: RegExp;
}[] = [
  { name: 'no component', args: [], status: 2, says: /Usage: runtime\.js controller/ },
  {
    name: 'the gateway, which is not there yet,',
    args: ['gateway', '--config=/etc/roster/config/config.json'],
    status: 2,
    says: /the gateway is not part of this version/,
  },
  {
    name: 'an unknown component',
    args: ['scheduler'],
    status: 2,
    says: /no component "scheduler"/,
  },
  {
    name: 'a configuration that is not there',
    args: ['controller', '--config=/nowhere/config.json'],
    status: 2,
    says: /\/nowhere\/config\.json: cannot be read \(it is not there\)/,
  },
  {
    name: 'no cluster around it',
    args: ['controller', '--namespaces=montage'],
    status: 2,
    says: /`kube\.config`: must name a kubeconfig file/,
  },
  {
    name: 'an Oasis worker controller without its password',
    args: [],
    env: { OASIS_SERVICE_USERNAME_OR_ID: 'me' },
    status: 2,
    says: /OASIS_SERVICE_PASSWORD_OR_SECRET: is missing/,
  },
];

for (const { name, args, env = {}, status, says } of endings) {
  test(`${name} ends it with status ${status} and a reason`, () => {
    const ended = spawnSync(process.execPath, [runtime, ...args], {
      cwd: folder,
      env,
      encoding: 'utf8',
      timeout: 20_000,
    });
    assert.match(ended.stdout + ended.stderr, says);
    assert.is(ended.status, status);
  });
}

test.run();

interface Metafile {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, Output>>;
}

interface Output {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly imports: readonly { readonly path: string; readonly kind: string }[];
}

function metafile(): Metafile {
  return JSON.parse(readFileSync(join(folder, 'runtime.meta.json'), 'utf8')) as Metafile;
}

function inputs(): readonly string[] {
  return Object.keys(metafile().inputs);
}

/** The files that Node reads before the first line of the entry runs, by their names in the folder. */
function startChunks(): readonly string[] {
  const { outputs } = metafile();
  const found = Object.keys(outputs).filter((path) => path.endsWith('/runtime.js'));
  for (const path of found) {
    for (const { path: next, kind } of outputs[path]!.imports)
      if (kind === 'import-statement' && next in outputs && !found.includes(next)) found.push(next);
  }
  return found.map((path) => path.replace(/.*\//, ''));
}

function loadedAtStart(): ReadonlySet<string> {
  const { outputs } = metafile();
  const chunks = startChunks();
  const loaded = Object.entries(outputs).filter(([path]) =>
    chunks.includes(path.replace(/.*\//, '')),
  );
  return new Set(loaded.flatMap(([, { inputs: read }]) => Object.keys(read)));
}

function packageOf(path: string): string | undefined {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
}
