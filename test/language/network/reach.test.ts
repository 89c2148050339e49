import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { reachOf } from '../../../src/language/network/reach.ts';
import type { Peer } from '../../../src/model/network.ts';

const at = (port: number, where: Omit<Peer, 'ports'>): Peer => ({
  ...where,
  ports: [{ port, protocol: 'TCP' }],
});

const found: readonly (readonly [address: string, peer: Peer])[] = [
  ['http://prometheus.monitoring:9090', at(9090, { namespace: 'monitoring' })],
  ['http://prometheus.monitoring:80/prefix?a:1', at(80, { namespace: 'monitoring' })],
  ['https://user@prometheus.monitoring.svc:443', at(443, { namespace: 'monitoring' })],
  ['redis.montage.svc.cluster.local.:6379', at(6379, { namespace: 'montage' })],
  ['redis-0.redis.montage.svc.example.org:6379', at(6379, { namespace: 'montage' })],
  ['redis.dev.svc:6379', at(6379, { namespace: 'dev' })],
  ['redis.devs:6379', at(6379, { namespace: 'devs' })],
  ['REDIS.Montage.SVC:6379', at(6379, { namespace: 'montage' })],
  ['redis:6379', at(6379, { podLabels: {} })],
  ['http://192.0.2.7', at(80, { cidr: '192.0.2.7/32' })],
  ['https://192.0.2.7', at(443, { cidr: '192.0.2.7/32' })],
  ['http://[2001:DB8::1]:9090/', at(9090, { cidr: '2001:db8::1/128' })],
];

for (const [address, peer] of found) {
  test(`${address} is found`, () => {
    assert.equal(reachOf(address), { peers: [peer] });
  });
}

const lost: readonly (readonly [address: string, because: RegExp, peer: string])[] = [
  ['https://prometheus.example.org', /outside the cluster/, '{cidr: …, ports: [{port: 443}]}'],
  ['http://svc.example.org:81', /outside the cluster/, '{cidr: …, ports: [{port: 81}]}'],
  ['example.org:443', /`example\.org\.svc` is the Service/, '{cidr: …, ports: [{port: 443}]}'],
  ['redis.IO.:6379', /may be/, '{cidr: …, ports: [{port: 6379}]}'],
  ['http://prometheus.monitoring', /port/, '{namespace: monitoring, ports: [{port: …}]}'],
  ['http://prometheus/api', /port/, '{namespace: …, ports: [{port: …}]}'],
];

for (const [address, because, peer] of lost) {
  test(`${address} is nowhere, and it is said why`, () => {
    const reach = reachOf(address);
    assert.ok('because' in reach);
    assert.match(reach.because, because);
    assert.is(reach.peer, peer);
  });
}

test.run();
