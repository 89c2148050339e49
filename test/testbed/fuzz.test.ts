import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { compile } from '../../src/compile/compile.ts';
import { hasErrors } from '../../src/diagnostics/report.ts';
import { check } from '../../src/language/check.ts';
import { emit } from '../../src/render/emit.ts';
import { applyObjects } from './apply/apply-objects.ts';
import { makeNamespaces } from './apply/make-namespaces.ts';
import type { Manifest } from './apply/read-manifests.ts';
import type { ApiObject } from './client/api-object.ts';
import { complaintsOf } from './fuzz/complaints.ts';
import { testbed } from './shared.ts';
import { addCrds, withCrds } from './with-crds.ts';

// What `check` accepts the API server takes, and gives back as it was written; one seed, so that it fails for everybody.
const test = suite('odd policies on a control plane');
const seed = 1;
const count = 600;

const text = (...texts: readonly string[]) => fc.constantFrom(...texts);
const quantity = text(
  '0',
  '1',
  '1.5',
  '.5',
  '1000m',
  '1m',
  '1n',
  '1e3',
  '1024Mi',
  '0.1Ki',
  '1.1Gi',
  '7Pi',
  '1Ei',
);
const duration = text('0s', '1ms', '1s', '30s', '1h', '24855d', '24856d', '2147483648s');
const name = text('a', '0', 'a'.repeat(63), 'A', 'a.b', '-', 'a_b', '..a', '');
const count32 = fc.constantFrom(0, 1, 2, 2_147_483_647);
const share = fc.oneof(count32, text('0%', '25%', '025%', '100%', '101%'));
// Seldom there: a policy with many odd values is mostly refused for one of them.
const part = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const annotations = fc.dictionary(text('a', 'b/c', 'B/c', 'b/c/d'), text('', 'x', '1', '\n', '"'));
const action = fc.oneof(
  fc.record({ tcpSocket: fc.record({ port: fc.constantFrom(0, 1, 65_535) }) }),
  fc.record({ httpGet: fc.record({ port: fc.constant(1), httpHeaders: fc.constant([]) }) }),
);
const times = fc.record({
  initialDelay: part(duration),
  period: part(duration),
  timeout: part(duration),
});
const source = fc.oneof(
  fc.record({ emptyDir: fc.record({ sizeLimit: part(quantity) }) }),
  fc.record({ secret: fc.record({ secretName: name, items: fc.constant([]) }) }),
  fc.record({ persistentVolumeClaim: fc.record({ claimName: name, readOnly: fc.boolean() }) }),
  fc.record({ csi: fc.record({ driver: name, readOnly: fc.boolean() }) }),
);
const volume = fc
  .tuple(
    source,
    fc.record({ mountPath: text('/', '/a', '/a/', '/a:b', '/../a'), readOnly: fc.boolean() }),
  )
  .map(([of, how]) => ({ name: 'v', ...of, ...how }));
const amounts = fc.record({
  cpu: part(quantity),
  memory: part(quantity),
  'nvidia.com/gpu': part(quantity),
  'hugepages-2Mi': part(text('2Mi', '3Mi', '0')),
});
const worker = fc.record({
  image: fc.constant('registry.example.org/worker:1'),
  resources: part(
    fc.oneof(
      amounts.map((limits) => ({ limits })),
      amounts.map((both) => ({ requests: both, limits: both })),
    ),
  ),
  command: part(fc.constantFrom([], ['run'])),
  pullSecrets: part(fc.array(name, { maxLength: 2 })),
  env: part(
    fc.array(fc.record({ name, value: text('', 'x', '$(A)', '\u0000', '1e3') }), { maxLength: 2 }),
  ),
  gracePeriod: part(duration),
  preStop: part(fc.record({ sleep: duration })),
  probes: part(
    fc.record({ liveness: fc.tuple(action, times).map(([what, when]) => ({ ...what, ...when })) }),
  ),
  volumes: part(fc.tuple(volume)),
  rollout: part(fc.record({ maxSurge: share, maxUnavailable: share })),
  annotations: part(annotations),
});
const scaling = fc.oneof(
  fc.record({ mode: fc.constant('fixed'), workers: count32 }),
  fc.record({
    mode: text('proportional', 'share'),
    signal: fc.record({
      rabbitmq: fc.record({
        queue: text('q', 'q"', "q'", 'q\n', 'é😀', '{{ $x }}', '\ud800'),
        count: text('ready', 'ready+unacked'),
      }),
    }),
    max: count32,
    hold: part(duration),
    pollingInterval: part(duration),
  }),
);
const disruption = fc.oneof(
  share.map((minAvailable) => ({ minAvailable })),
  share.map((maxUnavailable) => ({ maxUnavailable })),
);
const pools = fc.record({
  worker,
  scaling,
  disruption: part(disruption),
  group: part(fc.constant('group')),
});

const document = (kind: string, metadata: object, spec: object) =>
  JSON.stringify({ apiVersion: 'roster.dev/v1alpha1', kind, metadata, spec });
const secretKeyRef = { name: 'rabbitmq', key: 'url' };
const fixed = [
  document(
    'Environment',
    { name: 'fuzz' },
    {
      runtime: { enabled: true },
      connections: {
        rabbitmq: { main: { amqp: { secretKeyRef }, management: { secretKeyRef }, exporter: {} } },
        prometheus: { main: { url: 'http://prometheus:9090' } },
      },
    },
  ),
  document(
    'CapacityGroup',
    { name: 'group', namespace: 'fuzz' },
    { quota: { cpu: '8000000', memory: '7Pi' } },
  ),
].map((text, index) => ({ path: `fixed-${index}.yaml`, text }));

/** The objects of those that are accepted by themselves. */
function manifestsOf(specs: readonly object[]): readonly Manifest[] {
  const written = specs.map((spec, index) => ({
    path: `pool-${index}.yaml`,
    text: document('WorkerPool', { name: `pool-${index}`, namespace: 'fuzz' }, spec),
  }));
  const accepted = written.filter((one) => !hasErrors(check([...fixed, one]).diagnostics));
  assert.ok(accepted.length > count / 4, `${accepted.length} are accepted`);
  return accepted.flatMap((one, index) =>
    check([...fixed, one]).estates.flatMap((estate) =>
      compile(index === 0 ? estate : { ...estate, groups: [] }, []).map(({ object }) => ({
        file: one.path,
        object: parse(emit(object)) as ApiObject,
      })),
    ),
  );
}

withCrds(
  test,
  'what check accepts is taken without a warning and comes back as written',
  async () => {
    const bed = await testbed();
    await addCrds(bed);
    const specs = fc.sample(pools, { seed, numRuns: count });
    const manifests = manifestsOf(specs).filter(
      ({ object }) => !object.apiVersion.startsWith('roster.dev/'),
    );
    await makeNamespaces(bed.admin, manifests);
    const options = { fieldManager: 'fuzz', conflicts: 'take', run: 'dry' } as const;
    assert.equal((await applyObjects(bed.admin, manifests, options)).flatMap(complaintsOf), []);
  },
);

test.run();
