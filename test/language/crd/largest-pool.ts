import type { JsonObject } from '../../../src/model/json.ts';

/**
 * A pool with as many of everything as may be, once each: with as many in all of the others the file were too large
 * for `roster check` and for the API server.
 */
export function largestPool(): JsonObject {
  const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
    Array.from({ length: count }, (_, index) => make(index));
  const env = (count: number) =>
    many(count, (index) => ({ name: `NAME_${index}`, value: 'x'.repeat(100) }));
  const labels = Object.fromEntries(
    many(64, (index) => [`example.org/label-${index}`, 'x'.repeat(63)]),
  );
  const side = (name: string) =>
    many(32, (index) => ({
      name: `${name}-${index}`,
      image: 'registry.example.org/team/side:1.0.0',
      env: env(index === 0 ? 512 : 16),
      mounts: many(index === 0 ? 64 : 8, (mount) => ({
        volume: `volume-${mount}`,
        path: `/side/${mount}`,
      })),
      resources: { requests: { cpu: '1m', memory: '1Mi' }, limits: { cpu: 1, memory: '1Gi' } },
    }));
  return {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'WorkerPool',
    metadata: { name: 'largest', namespace: 'montage' },
    spec: {
      worker: {
        image: 'registry.example.org/team/worker:1.0.0',
        env: env(512),
        ports: many(32, (index) => ({ name: `port-${index}`, containerPort: 9000 + index })),
        volumes: many(64, (index) => ({
          name: `volume-${index}`,
          mountPath: `/data/${index}`,
          configMap: {
            name: 'settings',
            items: many(index === 0 ? 64 : 8, (item) => ({
              key: `key-${item}`,
              path: `folder/file-${item}`,
            })),
          },
        })),
        initContainers: side('init'),
        sidecars: side('side'),
        labels,
        placement: {
          tolerations: many(128, (index) => ({
            key: `example.org/taint-${index}`,
            operator: 'Exists',
          })),
        },
      },
      scaling: {
        mode: 'proportional',
        signal: { prometheus: { query: 'sum(jobs)' } },
        max: 1000,
        schedule: many(128, (index) => ({
          cron: `${index % 60} ${index % 24} * * *`,
          for: '5m',
          atLeast: index + 1,
        })),
      },
      network: {
        connections: [],
        egress: many(64, (index) => ({ cidr: `192.0.${index}.0/24`, ports: [{ port: 443 }] })),
      },
    },
  };
}
