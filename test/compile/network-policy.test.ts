import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dnsEgress, networkPolicy } from '../../src/compile/network-policy.ts';
import type { Peer } from '../../src/model/network.ts';
import { environment } from '../builders.ts';
import {
  type Attempt,
  holds,
  letsThrough,
  type PolicySpec,
  type Somebody,
} from './lets-through.ts';
import { faultsOf } from './validate.ts';

const own = 'a';
const labels = fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom('1', '2'), { maxKeys: 2 });
const namespace = fc.constantFrom('a', 'b', 'c');
const namespaceLabels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  a: {},
  b: { team: '1' },
  c: { team: '1', stage: '2' },
};
const port = fc.integer({ min: 1, max: 8 });
const protocol = fc.constantFrom('TCP' as const, 'UDP' as const);

const ports: fc.Arbitrary<Peer['ports']> = fc.array(
  fc.oneof(
    fc.record({ protocol }),
    fc.record({ protocol, port }),
    fc.record({ protocol, port: fc.constantFrom('http', 'metrics') }),
    fc
      .tuple(protocol, port, port)
      .map(([one, from, more]) => ({ protocol: one, port: from, endPort: from + more })),
  ),
  { maxLength: 2 },
);
const asked = fc.constantFrom<Readonly<Record<string, string>>[]>(
  {},
  { team: '1' },
  { team: '1', stage: '2' },
  { stage: '1' },
);
const pods = fc
  .record({ namespace, namespaceLabels: asked, podLabels: labels }, { requiredKeys: [] })
  .filter((peer) => Object.keys(peer).length > 0);
const blocks = fc.constantFrom<Pick<Peer, 'cidr' | 'except'>[]>(
  { cidr: '192.0.2.0/24' },
  { cidr: '192.0.2.0/24', except: ['192.0.2.8/29'] },
  { cidr: '192.0.2.9/32' },
  { cidr: '0.0.0.0/0', except: ['192.0.2.9/32', '192.0.0.0/16'] },
  { cidr: '2001:db8::/32' },
);
const peers: fc.Arbitrary<readonly Peer[]> = fc.array(
  fc.tuple(fc.oneof(pods, blocks), ports).map(([who, where]) => ({ ...who, ports: where })),
  { maxLength: 4 },
);

const named = { http: 2, metrics: 5 };
const somebody: fc.Arbitrary<Somebody> = fc.oneof(
  fc.tuple(namespace, labels).map(([name, podLabels]) => ({
    namespace: name,
    namespaceLabels: namespaceLabels[name]!,
    podLabels,
    named,
  })),
  fc
    .constantFrom('192.0.2.1', '192.0.2.9', '192.0.3.1', '198.51.100.1', '2001:db8::7', '::1')
    .map((address) => ({ address })),
);
const attempt: fc.Arbitrary<Attempt> = fc.record({
  with: somebody,
  port: fc.integer({ min: 1, max: 12 }),
  protocol,
  named: fc.constant(named),
});

test('what was named is let through, and nothing else', () => {
  let through = 0;
  fc.assert(
    fc.property(peers, peers, fc.array(attempt, { minLength: 8 }), (ingress, egress, attempts) => {
      const spec = specOf({ ingress, egress });
      for (const one of attempts) {
        const isIn = ingress.some((peer) => means(peer, one));
        const isOut = egress.some((peer) => means(peer, one));
        assert.is(letsThrough(spec, 'ingress', one, own), isIn);
        assert.is(letsThrough(spec, 'egress', one, own), isOut);
        through += Number(isIn) + Number(isOut);
      }
    }),
    { numRuns: 300, seed: 7 },
  );
  assert.ok(through > 100, `only ${through} were let through, so the property says little`);
});

test('an API server takes every policy of generated peers', () => {
  fc.assert(
    fc.property(peers, peers, (ingress, egress) => {
      assert.equal(faultsOf(policyOf({ ingress, egress }) as never), []);
    }),
    { numRuns: 100, seed: 7 },
  );
});

test('a policy that names nobody lets nobody through, either way', () => {
  assert.equal(specOf({ ingress: [], egress: [] }), {
    podSelector: { matchLabels: { app: 'worker' } },
    policyTypes: ['Ingress', 'Egress'],
  });
});

test('a peer twice is one rule', () => {
  const peer: Peer = { namespace: 'b', ports: [] };
  assert.is(specOf({ ingress: [], egress: [peer, { ...peer }] }).egress?.length, 1);
});

test('a peer that names nobody would be everybody, and is a fault', () => {
  assert.throws(() => specOf({ ingress: [{ ports: [] }], egress: [] }), /names nobody/);
});

test('DNS is where the environment says', () => {
  const dns: readonly Peer[] = [{ cidr: '192.0.2.53/32', ports: [] }];
  const place = environment({ network: { dns, prometheus: undefined } });
  assert.is(dnsEgress(place), dns);
});

test.run();

function policyOf(network: Parameters<typeof networkPolicy>[2]) {
  return networkPolicy({ name: 'worker', namespace: own }, { app: 'worker' }, network);
}

function specOf(network: Parameters<typeof networkPolicy>[2]): PolicySpec {
  return (policyOf(network) as unknown as { readonly spec: PolicySpec }).spec;
}

/** What a peer says, read off the model and not off what is made of it. */
function means(peer: Peer, { with: other, port: wanted, protocol: over }: Attempt): boolean {
  const isPort =
    peer.ports.length === 0 ||
    peer.ports.some(
      (one) =>
        one.protocol === over &&
        (one.port === undefined ||
          (typeof one.port === 'string'
            ? named[one.port as keyof typeof named] === wanted
            : wanted >= one.port && wanted <= (one.endPort ?? one.port))),
    );
  if (!isPort) return false;
  if ('address' in other) {
    const { cidr, except = [] } = peer;
    return (
      cidr !== undefined &&
      holds(cidr, other.address) &&
      !except.some((part) => holds(part, other.address))
    );
  }
  if (peer.cidr !== undefined) return false;
  const isElsewhere = peer.namespace !== undefined || peer.namespaceLabels !== undefined;
  const isThere = isElsewhere
    ? (peer.namespace === undefined || peer.namespace === other.namespace) &&
      hasAll(other.namespaceLabels, peer.namespaceLabels)
    : other.namespace === own;
  return isThere && hasAll(other.podLabels, peer.podLabels);
}

function hasAll(
  labelled: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>> = {},
): boolean {
  return Object.keys(wanted).every((key) => labelled[key] === wanted[key]);
}
