import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import forge from 'node-forge';

/** A private key and what vouches for it, in PEM. */
export interface Certificate {
  readonly key: string;
  readonly certificate: string;
}

export interface Certificates {
  /** What every client of the API server trusts, and the API server its clients. */
  readonly authority: string;
  /** Only for the aggregation layer: whoever it signs may speak for any user. */
  readonly frontProxyAuthority: string;
  readonly apiServer: Certificate;
  readonly frontProxy: Certificate;
  /** With this the API server proves itself to a kubelet. */
  readonly kubeletClient: Certificate;
  readonly kubelet: Certificate;
  /** Signs the tokens of ServiceAccounts. */
  readonly serviceAccounts: { readonly privateKey: string; readonly publicKey: string };
}

interface Authority {
  readonly name: string;
  readonly key: forge.pki.rsa.PrivateKey;
  readonly certificate: string;
}

const generate = promisify(generateKeyPair);
const loopback = ['127.0.0.1', '::1'];
const yearMs = 365 * 24 * 3_600_000;

/** Makes all keys and certificates of one testbed, valid for a year from `now`; nothing is kept or reused. */
export async function makeCertificates(now: Date, serviceIp: string): Promise<Certificates> {
  const [authority, frontProxyAuthority] = await Promise.all([
    makeAuthority('roster-testbed', now),
    makeAuthority('roster-testbed-front-proxy', now),
  ]);
  const [apiServer, kubelet, kubeletClient, frontProxy, serviceAccounts] = await Promise.all([
    issue(authority, now, {
      name: 'kube-apiserver',
      addresses: [...loopback, serviceIp],
      hosts: ['localhost', 'kubernetes', 'kubernetes.default', 'kubernetes.default.svc'],
    }),
    issue(authority, now, { name: 'kubelet', addresses: loopback, hosts: ['localhost'] }),
    issue(authority, now, { name: 'kube-apiserver-kubelet-client', addresses: [], hosts: [] }),
    issue(frontProxyAuthority, now, { name: 'front-proxy-client', addresses: [], hosts: [] }),
    generate('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    }),
  ]);
  return {
    authority: authority.certificate,
    frontProxyAuthority: frontProxyAuthority.certificate,
    apiServer,
    kubelet,
    kubeletClient,
    frontProxy,
    serviceAccounts,
  };
}

interface Subject {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly hosts: readonly string[];
}

async function makeAuthority(name: string, now: Date): Promise<Authority> {
  const pair = await makeKey();
  const key = forge.pki.privateKeyFromPem(pair.privateKey);
  const certificate = begin(name, pair.publicKey, now);
  certificate.setIssuer(certificate.subject.attributes);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, digitalSignature: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  certificate.sign(key, forge.md.sha256.create());
  return { name, key, certificate: forge.pki.certificateToPem(certificate) };
}

async function issue(authority: Authority, now: Date, subject: Subject): Promise<Certificate> {
  const pair = await makeKey();
  const certificate = begin(subject.name, pair.publicKey, now);
  certificate.setIssuer([{ name: 'commonName', value: authority.name }]);
  const names = [
    ...subject.hosts.map((value) => ({ type: 2, value })),
    ...subject.addresses.map((ip) => ({ type: 7, ip })),
  ];
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
    ...(names.length > 0 ? [{ name: 'subjectAltName', altNames: names }] : []),
  ]);
  certificate.sign(authority.key, forge.md.sha256.create());
  return { key: pair.privateKey, certificate: forge.pki.certificateToPem(certificate) };
}

// The keys come from Node, which makes them natively; node-forge would take seconds.
function makeKey(): Promise<{ readonly publicKey: string; readonly privateKey: string }> {
  return generate('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

function begin(name: string, publicKey: string, now: Date): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = `01${forge.util.bytesToHex(forge.random.getBytesSync(15))}`;
  certificate.setSubject([{ name: 'commonName', value: name }]);
  certificate.validity.notBefore = new Date(now.getTime() - 3_600_000); // clocks may differ a little
  certificate.validity.notAfter = new Date(now.getTime() + yearMs);
  return certificate;
}
