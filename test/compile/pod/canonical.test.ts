import { test } from 'uvu';
import { millis } from '../../../src/model/units.ts';
import { amounts, environment, estate, worker, workerPool } from '../../builders.ts';
import { matchesGolden } from '../../golden.ts';
import { goldenFiles, objectsOf } from '../golden-objects.ts';

const bare = environment({
  runtime: undefined,
  prometheusOperator: { enabled: false, ruleLabels: {}, podMonitorLabels: {} },
});

// What the API server would respell or drop is a difference that no sync of Argo CD ends.
test('values are written as the API server gives them back', () => {
  const pool = workerPool({
    worker: worker({
      command: [],
      args: [],
      env: [
        { name: 'EMPTY', value: '' },
        {
          name: 'R',
          valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: 1024 } },
        },
      ],
      requests: amounts({ cpu: '1000m', memory: '1024Mi' }),
      limits: amounts({ cpu: '1.0001', memory: '2e9' }),
      probes: { liveness: { httpGet: { port: 1, httpHeaders: [] }, initialDelay: millis(0) } },
      volumes: [
        { name: 'a', mountPath: '/a', readOnly: false, emptyDir: { sizeLimit: 1024 } },
        { name: 'b', mountPath: '/b', configMap: { name: 'b', items: [] } },
        { name: 'c', mountPath: '/c', persistentVolumeClaim: { claimName: 'c', readOnly: false } },
        { name: 'd', mountPath: '/d', nfs: { server: 'nfs', path: '/d', readOnly: false } },
      ],
      podTemplate: {
        spec: {
          containers: [
            { name: 'log', image: 'log:1', resources: { requests: { cpu: 1, memory: '0.5Gi' } } },
          ],
        },
      },
    }),
  });
  const objects = objectsOf(estate({ environment: bare, pools: [pool] }));
  matchesGolden('compile/worker-respelt', goldenFiles(objects));
});

test.run();
