import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import type { Diagnostic } from '../../../../src/diagnostics/diagnostic.ts';
import { reportPod } from '../../../../src/language/link/pod/pod.ts';
import type { PodPolicy } from '../../../../src/language/link/pod/pod-policy.ts';
import { readPod } from '../../../../src/language/pod/read-pod.ts';
import type { WrittenPod } from '../../../../src/language/schema/pod.ts';
import type { JsonObject } from '../../../../src/model/json.ts';
import { environment } from '../../../builders.ts';

/** What is said of a pod that stands in the spec of a policy under this name. */
function messages(
  field: string,
  pod: string,
  policy: Partial<PodPolicy> = {},
  minor = 32,
): readonly string[] {
  const text = `spec:\n  ${field}: {image: "registry.example.org/a:1.0.0", ${pod}}\n`;
  const { spec } = parse(text) as { readonly spec: JsonObject };
  const document = { source: { path: 'policies/a.yaml', text }, index: 0, line: 1 };
  const diagnostics: Diagnostic[] = [];
  const layers = [{ from: 'policy' as const, document, at: ['spec'], spec }];
  const context = { document, layers, diagnostics, pod: field };
  const worker = readPod(context, spec[field] as unknown as WrittenPod);
  reportPod(
    context,
    { kind: 'ClusterTemplate', name: 'a', namespace: 'a', worker, ...policy },
    environment({ versions: { kubernetes: [1, minor], keda: [2, 17] } }),
  );
  return diagnostics.map(
    ({ source, span, message, help = '' }) =>
      `${source?.text.slice(span?.start, span?.end)}: ${message}; ${help}`,
  );
}

const scheduler: readonly (readonly [written: string, said: string])[] = [
  [
    'probes: {liveness: {tcpSocket: {port: http}}}',
    'http: `spec.scheduler.probes.liveness.tcpSocket.port` must be 1 to 65535 or the name of a declared port, got "http"; declare it in `spec.scheduler.ports`',
  ],
  [
    'resources: {requests: {cpu: 1x}}',
    '1x: `spec.scheduler.resources.requests.cpu` must be a quantity, got "1x"; quantities are written like 500m, 1.5, 512Mi, 524288000',
  ],
  [
    'preStop: {sleep: 1m}',
    '1m: `spec.scheduler.preStop.sleep` must be longer than 0s and at most the grace period, which is 30s, got 1m; the wait is part of `spec.scheduler.gracePeriod`',
  ],
  [
    'sidecars: [{name: scheduler, image: "registry.example.org/b:1.0.0"}]',
    'scheduler: `spec.scheduler.sidecars[0].name` must be unique in the pod, `scheduler` stands there twice; ',
  ],
  [
    'podTemplate: {spec: {replicas: 2}}',
    'replicas: there is no field `spec.scheduler.podTemplate.spec.replicas`: it belongs to a Deployment, not to a pod; use `spec.scheduler`',
  ],
];
for (const [written, said] of scheduler) {
  test(`of a scheduler it is said in its own words: ${said.slice(0, 60)}…`, () => {
    assert.equal(messages('scheduler', written), [said]);
  });
}

test('the main container of a pod is named like its field', () => {
  const variable = (name: string) =>
    `env: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu, containerName: ${name}}}}]`;
  assert.equal(messages('scheduler', variable('scheduler')), []);
  assert.is(messages('scheduler', variable('worker')).length, 1);
  const template = 'podTemplate: {spec: {containers: [{name: scheduler, tty: true}]}}';
  assert.equal(messages('scheduler', template), []);
});

const sidecars = 'sidecars: [{name: proxy, image: "registry.example.org/b:1.0.0"}]';
test('a job has sidecars from Kubernetes 1.29 on, which is the first to end with one', () => {
  const job = { kind: 'JobTemplate', restartPolicy: 'Never' } as const;
  assert.equal(messages('worker', sidecars, job, 28), [
    'sidecars: `spec.worker.sidecars` needs Kubernetes 1.29 in a job, which would never end before, environment `prod` has 1.28; remove it, or let the job do without it in this environment',
  ]);
  assert.equal(messages('worker', sidecars, job, 29), []);
  assert.equal(messages('worker', sidecars, {}, 28), []);
});

test('the podTemplate of a job starts its containers again as the job says', () => {
  const template = (policy: string) => `podTemplate: {spec: {restartPolicy: ${policy}}}`;
  const job = { kind: 'JobTemplate', restartPolicy: 'OnFailure' } as const;
  assert.equal(messages('worker', template('OnFailure'), job), []);
  assert.equal(messages('worker', template('Always'), job), [
    'Always: `spec.worker.podTemplate.spec.restartPolicy` must be `OnFailure` in a Job, got "Always"; remove it',
  ]);
});

test.run();
