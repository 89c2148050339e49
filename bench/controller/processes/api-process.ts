// An API server and a Prometheus as a process of their own, so that what they take is not counted as the controller's.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRealClock } from '../../../src/runtime/real-clock.ts';
import { createFakeApiServer } from '../../../test/fakes/api-server.ts';
import { serveFake } from '../../../test/fakes/api-server-http.ts';
import type { ApiAnswer, ApiQuestion } from './api-question.ts';
import { fillCluster, settleDeployment } from './fill-cluster.ts';
import { answerParent } from './remote.ts';
import { createTally } from './tally.ts';

const fake = createFakeApiServer(createRealClock());
const tally = createTally();
const served = await serveFake({
  ...fake,
  answer: async (request, abort) => {
    const at = performance.timeOrigin + performance.now();
    const answer = await fake.answer(request, abort);
    tally.count(request, { status: answer.status, at });
    fake.asked.length = 0; // it would grow for as long as the benchmark runs
    const target = /namespaces\/([^/]+)\/deployments\/([^/]+)\/scale$/.exec(request.path);
    // what the Deployment controller and the kubelets would do, at once
    if (target !== null && request.method === 'PATCH' && answer.status === 200)
      setImmediate(() => settleDeployment(fake, target[1] ?? '', target[2] ?? ''));
    return answer;
  },
  watch: (request) => {
    tally.count(request);
    return fake.watch(request);
  },
});

const values = new Map<string, number>();
const prometheus = createServer((request, response) => {
  let text = '';
  request.on('data', (part) => {
    text += part;
  });
  request.on('end', () => {
    const seconds = Date.now() / 1_000;
    const query = new URLSearchParams(text).get('query') ?? '';
    const value = query.startsWith('min(timestamp(') ? seconds : (values.get(query) ?? 0);
    const result = [{ metric: {}, value: [seconds, String(value)] }];
    const body = { status: 'success', data: { resultType: 'vector', result } };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
});
await new Promise<void>((resolve) => prometheus.listen(0, '127.0.0.1', resolve));

answerParent((question: ApiQuestion): ApiAnswer => {
  switch (question.ask) {
    case 'fill':
      fillCluster(fake, question.pools);
      return { ask: 'fill' };
    case 'where':
      return {
        ask: 'where',
        server: served.access.getCurrentCluster()?.server ?? '',
        prometheus: `http://127.0.0.1:${(prometheus.address() as AddressInfo).port}`,
      };
    case 'tell':
      for (const [query, units] of question.values) values.set(query, units);
      return { ask: 'tell' };
    case 'tally':
      return { ask: 'tally', ...tally.take() };
  }
});
process.on('SIGTERM', () => process.exit(0));
