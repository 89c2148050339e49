import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { readGroup } from '../../../src/runtime/controller/resource/read-group.ts';
import { readPool } from '../../../src/runtime/controller/resource/read-pool.ts';
import { root } from '../../root.ts';
import { onLoss, spec } from './objects.ts';

const metadata = { name: 'a', namespace: 'work', uid: 'u', generation: 3 };
const read = (written: unknown, annotations: Readonly<Record<string, string>> = {}) =>
  readPool({ metadata: { ...metadata, annotations }, spec: written });

/** The sentences of what is wrong. */
function problems(written: unknown): readonly string[] {
  const found = read(written);
  return found.ok ? [] : found.problems.map(({ sentence }) => sentence);
}

function rendered(kind: string): readonly string[] {
  const dist = join(root, '..', 'dist');
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.split('/').at(-1)?.startsWith(`${kind}.`))
    .map((path) => join(dist, path));
}

test('every pool and group that the compiler rendered is read without a problem', () => {
  const pools = rendered('workerpool');
  const groups = rendered('capacitygroup');
  assert.ok(pools.length > 10 && groups.length > 2);
  for (const path of pools) {
    const found = readPool(parse(readFileSync(path, 'utf8')));
    assert.ok(found.ok, `${path} ${JSON.stringify(found)}`);
  }
  for (const path of groups) assert.ok(readGroup(parse(readFileSync(path, 'utf8'))).ok, path);
});

test('what is written is what is meant', () => {
  const found = read(
    spec(
      { group: 'all' },
      {
        rates: { up: { workers: 4, per: '30s' }, down: { percent: 50, per: '1m' } },
        onSignalLoss: onLoss('5m', { atLeast: 2 }),
        schedule: [{ cron: '0 8 * * 1-5', timezone: 'Europe/Warsaw', for: '10h', atLeast: 4 }],
        idleness: { http: { port: 8080, path: '/idle' } },
        victims: 'idle',
      },
    ),
  );
  assert.ok(found.ok);
  assert.ok(found.pool.engine === 'runtime');
  const { scaling, ...pool } = found.pool;
  assert.equal(pool, {
    id: 'work/a',
    namespace: 'work',
    name: 'a',
    uid: 'u',
    generation: 3,
    group: 'all',
    engine: 'runtime',
    interventions: [],
  });
  assert.equal(scaling, {
    demand: {
      mode: 'proportional',
      signal: {
        source: 'rabbitmq',
        connection: 'main',
        queue: 'jobs',
        vhost: '/',
        count: 'ready+unacked',
      },
      unitsPerWorker: 1,
    },
    min: 0,
    max: 10,
    hold: 120_000,
    up: { workers: 4, per: 30_000 },
    down: { percent: 50, per: 60_000 },
    pollingInterval: 15_000,
    onSignalLoss: { holdFor: 300_000, next: { atLeast: 2 } },
    schedule: [{ cron: '0 8 * * 1-5', timezone: 'Europe/Warsaw', length: 36_000_000, atLeast: 4 }],
    victims: 'idle',
    idleness: { from: 'http', port: 8080, path: '/idle' },
  });
});

const wrong: readonly {
  readonly name: string;
  readonly written: unknown;
  readonly says: RegExp;
}[] = [
  { name: 'no spec', written: undefined, says: /`spec` must be an object, it is missing/ },
  {
    name: 'an engine of tomorrow',
    written: { ...spec(), engine: 'swarm' },
    says: /`spec.engine` must be one of .*, got "swarm"/,
  },
  {
    name: 'a signal of two sources',
    written: spec({}, { signal: { redis: {}, oasis: {} } }),
    says: /`spec.scaling.signal` must name one of/,
  },
  {
    name: 'a signal named like a method',
    written: spec({}, { signal: { toString: {} } }),
    says: /must name one of/,
  },
  {
    name: 'a fallback to zero',
    written: spec({}, { onSignalLoss: onLoss('1m', { workers: 0 }) }),
    says: /`spec.scaling.onSignalLoss.then.workers` must be a whole number of at least 1, got 0/,
  },
  {
    name: 'a missing hold',
    written: spec({}, { hold: undefined }),
    says: /`spec.scaling.hold` must be a length of time such as 2m30s, it is missing/,
  },
  {
    name: 'a time zone that there is not',
    written: spec(
      {},
      { schedule: [{ cron: '0 8 * * *', timezone: 'Mars/Olympus', for: '1h', atMost: 1 }] },
    ),
    says: /`spec.scaling.schedule\[0\].timezone` must be a time zone/,
  },
  {
    name: 'a cron that is none',
    written: spec({}, { schedule: [{ cron: 'at dawn', timezone: 'UTC', for: '1h', atMost: 1 }] }),
    says: /`spec.scaling.schedule\[0\].cron` must be five fields/,
  },
  {
    name: 'a minimum above the maximum',
    written: spec({}, { min: 11 }),
    says: /`spec.scaling.min` must be at most the maximum, which is 10, got 11/,
  },
  {
    name: 'a half worker',
    written: spec({}, { max: 2.5 }),
    says: /`spec.scaling.max` must be a whole number/,
  },
  {
    name: 'a rate without a size',
    written: spec({}, { rates: { up: { per: '1m' } } }),
    says: /`spec.scaling.rates.up.workers` or `percent` must be there/,
  },
  {
    name: 'a field of another version',
    written: spec({}, { idleness: { oracle: {} } }),
    says: /`spec.scaling.idleness.oracle` is not known to this version/,
  },
];

for (const { name, written, says } of wrong) {
  test(`${name} is a problem that names its field`, () => {
    assert.match(
      problems(JSON.parse(JSON.stringify(written) ?? 'null') ?? undefined).join('\n'),
      says,
    );
  });
}

test('whatever is in a resource, reading it gives a pool or problems and never throws', () => {
  const scaling = fc.dictionary(
    fc.constantFrom(
      'mode',
      'min',
      'max',
      'hold',
      'signal',
      'schedule',
      'rates',
      'onSignalLoss',
      'victims',
      'nodes',
      'by',
      'idleness',
      '__proto__',
    ),
    fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('share', 'deadline', 'perNode', 'fixed', '1m', { prometheus: {} }),
    ),
  );
  const written = fc.oneof(
    fc.jsonValue(),
    fc.record({ engine: fc.constantFrom('runtime', 'keda'), group: fc.jsonValue(), scaling }),
  );
  fc.assert(
    fc.property(written, (value) => {
      const found = read(value);
      if (!found.ok) assert.ok(found.problems.length > 0);
      const group = readGroup({ metadata, spec: value });
      if (!group.ok) assert.ok(group.problems.length > 0);
    }),
    { numRuns: 500 },
  );
});

test('a pin is followed, a pause comes before it, and one that cannot be read is told', () => {
  const found = read(spec(), {
    'roster.dev/pin': '3 until 2026-12-01T08:00Z because of a test',
    'roster.dev/pause': 'until 2026-12-01T08:00Z because of a test',
  });
  assert.ok(found.ok && found.pool.engine === 'runtime');
  assert.equal(
    found.pool.interventions.map(({ kind }) => kind),
    ['pause', 'pin'],
  );
  const bad = read(spec(), { 'roster.dev/pin': 'three please' });
  assert.ok(bad.ok && bad.pool.engine === 'runtime');
  assert.equal(bad.pool.interventions, []);
  assert.match(
    bad.pool.interventionProblem ?? '',
    /^The annotation `roster.dev\/pin` must be written like/,
  );
});

test('a quota is read by the names that a ResourceQuota has', () => {
  const found = readGroup({
    metadata,
    spec: {
      quota: {
        cpu: '1500m',
        memory: '1Gi',
        pods: 7,
        limits: { cpu: 2 },
        extended: { 'nvidia.com/gpu': '4' },
      },
      priorityClass: { name: 'work.a' },
      priorityLevels: 2,
    },
  });
  assert.ok(found.ok);
  assert.equal(
    [...found.group.quota].map(([name, { text }]) => `${name} ${text}`),
    [
      'requests.cpu 1500m',
      'requests.memory 1Gi',
      'pods 7',
      'limits.cpu 2',
      'requests.nvidia.com/gpu 4',
    ],
  );
  assert.is(found.group.priorityLevels, 2);
});

test.run();
