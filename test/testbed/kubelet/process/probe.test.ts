import type { V1Probe } from '@kubernetes/client-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { node, onBench, shell, startOn } from './bench.ts';
import { claimPodAddresses } from './pod-addresses.ts';

const test = suite('probes');

const server = `
  const http = require('node:http');
  const answer = (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://x');
    if (pathname === '/hang') return;
    if (pathname === '/circle') return response.writeHead(302, { location: '/circle' }).end();
    if (pathname === '/echo') {
      const wanted = request.headers['x-wanted'] === 'yes' && request.headers['user-agent'].startsWith('kube-probe/');
      return response.writeHead(wanted ? 200 : 400).end();
    }
    const to = searchParams.get('to');
    response.writeHead(Number(pathname.slice(1)), to ? { location: to } : {}).end('x'.repeat(100000));
  };
  http.createServer(answer).listen(0, process.env.IP, function () { console.log('port ' + this.address().port + ';'); });
`;

const get =
  (path: string, more: Partial<V1Probe> = {}) =>
  (port: number) => ({
    httpGet: { path, port },
    timeoutSeconds: 30,
    ...more,
  });
const exec = (command: string[]) => () => ({ exec: { command }, timeoutSeconds: 30 });

const cases: readonly { name: string; probe: (port: number) => V1Probe; is: boolean }[] = [
  { name: 'an answer of 200 passes', probe: get('/200'), is: true },
  { name: 'a path without its slash is one all the same', probe: get('204'), is: true },
  { name: 'an answer of 399 passes', probe: get('/399'), is: true },
  { name: 'an answer of 404 fails', probe: get('/404'), is: false },
  { name: 'an answer of 503 fails', probe: get('/503'), is: false },
  { name: 'no answer in time fails', probe: get('/hang', { timeoutSeconds: 0.05 }), is: false },
  { name: 'a redirect on the same host is followed', probe: get('/302?to=/500'), is: false },
  {
    name: 'one to another host is not, and passes',
    probe: get('/302?to=http://a.invalid/'),
    is: true,
  },
  { name: 'redirects in a circle fail', probe: get('/circle'), is: false },
  {
    name: 'headers are sent',
    probe: (port) => ({
      httpGet: { path: '/echo', port, httpHeaders: [{ name: 'X-Wanted', value: 'yes' }] },
      timeoutSeconds: 30,
    }),
    is: true,
  },
  {
    name: 'HTTPS asked of an HTTP server fails',
    probe: (port) => ({ httpGet: { path: '/200', port, scheme: 'HTTPS' }, timeoutSeconds: 30 }),
    is: false,
  },
  {
    name: 'an open port passes',
    probe: (port) => ({ tcpSocket: { port }, timeoutSeconds: 30 }),
    is: true,
  },
  { name: 'a closed port fails', probe: () => ({ tcpSocket: { port: 1 } }), is: false },
  {
    name: 'a port without a number fails',
    probe: () => ({ tcpSocket: { port: 'nope' } }),
    is: false,
  },
  {
    name: 'a command that succeeds passes',
    probe: exec(['sh', '-c', 'test "$IP" = "$POD_IP"']),
    is: true,
  },
  { name: 'a command that fails fails', probe: exec(['false']), is: false },
  { name: 'a command that is not there fails', probe: exec(['no-such-program']), is: false },
  {
    name: 'a command that takes too long fails',
    probe: () => ({ exec: { command: ['sleep', '1000'] }, timeoutSeconds: 0.05 }),
    is: false,
  },
  { name: 'gRPC is not supported and fails', probe: (port) => ({ grpc: { port } }), is: false },
];

for (const { name, probe, is } of cases) {
  test(name, () =>
    onBench(async ({ runtime, pod }) => {
      const addresses = await claimPodAddresses(0.3);
      const ip = addresses.give('pod');
      try {
        const env = [
          { name: 'IP', value: ip },
          { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
        ];
        const container = { name: 'main', ...node(server), env };
        const running = await startOn(runtime, pod(), container, ip);
        const port = Number(/port (\d+);/.exec(await running.says(';'))?.[1]);
        assert.is(await running.probe(probe(port), AbortSignal.timeout(30_000)), is);
      } finally {
        await addresses.close();
      }
    }),
  );
}

test('a container that ended has no probe of it left, and none that passes', () =>
  onBench(async ({ run }) => {
    const running = await run(shell('echo up; exec sleep 1000'));
    await running.says('up');
    const signal = AbortSignal.timeout(30_000);
    const command = ['sh', '-c', 'echo probing > $POD_ROOT/probing; exec sleep 1000'];
    const hanging = running.probe({ exec: { command }, timeoutSeconds: 600 }, signal);
    running.stop(0);
    await running.exited;
    assert.is(await hanging, false);
    assert.is(await running.probe({ exec: { command: ['true'] } }, signal), false);
  }));

test.run();
