import { createPrivateKey, X509Certificate } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { makeCertificates } from './certificates.ts';

const test = suite('certificates');
const now = new Date('2026-03-01T12:00:00Z');
const made = await makeCertificates(now, '127.96.0.1');
const authority = new X509Certificate(made.authority);
const frontProxyAuthority = new X509Certificate(made.frontProxyAuthority);

const cases = [
  { name: 'the API server', pair: made.apiServer, by: authority },
  { name: 'a kubelet', pair: made.kubelet, by: authority },
  { name: 'the API server as a kubelet’s client', pair: made.kubeletClient, by: authority },
  { name: 'the front proxy', pair: made.frontProxy, by: frontProxyAuthority },
];
for (const { name, pair, by } of cases) {
  test(`${name} is signed by its authority, holds its key and is no authority itself`, () => {
    const certificate = new X509Certificate(pair.certificate);
    assert.ok(certificate.verify(by.publicKey));
    assert.ok(certificate.checkIssued(by));
    assert.ok(certificate.checkPrivateKey(createPrivateKey(pair.key)));
    assert.is(certificate.ca, false);
  });
}

test('the front proxy’s authority does not vouch for clients, nor the other for it', () => {
  const client = new X509Certificate(made.kubeletClient.certificate);
  const frontProxy = new X509Certificate(made.frontProxy.certificate);
  assert.not.ok(client.verify(frontProxyAuthority.publicKey));
  assert.not.ok(frontProxy.verify(authority.publicKey));
});

test('the API server’s names are loopback, the Service’s address and its hosts', () => {
  const certificate = new X509Certificate(made.apiServer.certificate);
  for (const address of ['127.0.0.1', '::1', '127.96.0.1']) {
    assert.ok(certificate.checkIP(address), address);
  }
  for (const host of ['localhost', 'kubernetes.default.svc']) {
    assert.ok(certificate.checkHost(host), host);
  }
  assert.not.ok(certificate.checkIP('127.0.0.2'));
  assert.not.ok(certificate.checkHost('example.org'));
});

test('all are valid from an hour before now for a year', () => {
  for (const text of [made.authority, made.apiServer.certificate, made.kubelet.certificate]) {
    const { validFrom, validTo } = new X509Certificate(text);
    assert.is(new Date(validFrom).toISOString(), '2026-03-01T11:00:00.000Z');
    assert.is(new Date(validTo).toISOString(), '2027-03-01T12:00:00.000Z');
  }
});

test('two testbeds share no key', async () => {
  const other = await makeCertificates(now, '127.96.0.1');
  assert.is.not(other.authority, made.authority);
  assert.is.not(other.apiServer.key, made.apiServer.key);
  assert.not.ok(new X509Certificate(other.apiServer.certificate).verify(authority.publicKey));
});

test.run();
