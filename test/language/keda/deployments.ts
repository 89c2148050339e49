import fc from 'fast-check';
import type { JsonObject } from '../../../src/model/json.ts';

const name = fc.constantFrom('resize', 'exports', 'mailer', 'a');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const variable = fc.oneof(
  fc.record({
    name: fc.constantFrom('QUEUE', 'LEVEL', 'MODE'),
    value: fc.constantFrom('', 'yes', '0775', 'a b', '$(QUEUE)/x'),
  }),
  fc.constant({ name: 'TOKEN', value: 'abcdefgh' }),
  fc.constant({
    name: 'POD',
    valueFrom: { fieldRef: { fieldPath: 'metadata.name', apiVersion: 'v1' } },
  }),
  fc.constant({
    name: 'KEY',
    valueFrom: { secretKeyRef: { name: 's', key: 'k', optional: false } },
  }),
);

const probe = fc.record(
  {
    periodSeconds: fc.constantFrom(10, 20),
    timeoutSeconds: fc.constantFrom(1, 3),
    initialDelaySeconds: fc.constantFrom(0, 7),
  },
  { requiredKeys: [] },
);

const handler = fc.constantFrom(
  { exec: { command: ['cat', '/ok'] } },
  { tcpSocket: { port: 5672 } },
  { httpGet: { path: '/', port: 80, scheme: 'HTTP' } },
);

const container = fc.record(
  {
    image: fc.constantFrom('registry.example.org/a:1.0.0', 'b:latest'),
    imagePullPolicy: fc.constantFrom('Always', 'IfNotPresent', 'Never'),
    command: fc.constantFrom([], ['run'], ['sh', '-c', 'true']),
    args: fc.constantFrom(['--fast'], ['']),
    workingDir: fc.constant('/srv'),
    env: fc.uniqueArray(variable, { selector: (one) => one.name, maxLength: 4 }),
    envFrom: fc.constant([{ configMapRef: { name: 'settings' } }]),
    ports: fc.constantFrom(
      [{ name: 'metrics', containerPort: 9100, protocol: 'TCP' }],
      [{ containerPort: 9200 }],
    ),
    resources: fc.record(
      {
        requests: fc.record({
          cpu: fc.constantFrom('500m', '0.25', 1),
          memory: fc.constantFrom('512Mi', '0.5Gi'),
        }),
        limits: fc.record({ memory: fc.constantFrom('1Gi', '1073741824') }),
      },
      { requiredKeys: [] },
    ),
    livenessProbe: fc
      .tuple(handler, probe, fc.constantFrom({}, { terminationGracePeriodSeconds: 9 }))
      .map(([one, rest, grace]) => ({ ...one, ...rest, ...grace })),
    readinessProbe: fc.tuple(handler, probe).map(([one, rest]) => ({ ...one, ...rest })),
    lifecycle: fc.constantFrom(
      { preStop: { exec: { command: ['true'] } } },
      { preStop: { sleep: { seconds: 4 } } },
      { postStart: { exec: { command: ['true'] } } },
    ),
    securityContext: fc.constantFrom<JsonObject[]>(
      {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
      { allowPrivilegeEscalation: false },
      { capabilities: { drop: ['ALL'], add: ['SYS_NICE'] } },
      { runAsUser: 1000, privileged: false },
      {},
    ),
    volumeMounts: fc.constantFrom(
      [{ name: 'work', mountPath: '/work' }],
      [
        { name: 'work', mountPath: '/work', readOnly: false },
        { name: 'work', mountPath: '/other', subPath: 'x' },
      ],
      [{ name: 'work', mountPath: '/work', mountPropagation: 'HostToContainer' }],
    ),
    terminationMessagePath: fc.constant('/dev/termination-log'),
    tty: fc.constant(true),
  },
  { requiredKeys: ['image'] },
);

const volume = fc.constantFrom<JsonObject[]>(
  { name: 'work' },
  { name: 'work', emptyDir: { sizeLimit: '0.5Gi' } },
  { name: 'work', persistentVolumeClaim: { claimName: 'nfs', readOnly: false } },
  { name: 'work', configMap: { name: 'settings', defaultMode: 420 } },
  {
    name: 'work',
    iscsi: { targetPortal: '10.0.0.1:3260', iqn: 'iqn.2001-04.org.example:a', lun: 0 },
  },
);

const pod = fc.record(
  {
    terminationGracePeriodSeconds: fc.constantFrom(30, 90),
    restartPolicy: fc.constant('Always'),
    dnsPolicy: fc.constantFrom('ClusterFirst', 'Default'),
    serviceAccountName: fc.constantFrom('default', 'workers'),
    automountServiceAccountToken: fc.boolean(),
    nodeSelector: fc.constant({ pool: 'batch' }),
    tolerations: fc.constantFrom(
      [{ key: 'a', operator: 'Equal', value: 'b', effect: 'NoExecute', tolerationSeconds: 60 }],
      [{ operator: 'Exists' }],
    ),
    securityContext: fc.constantFrom<JsonObject[]>(
      {
        runAsNonRoot: true,
        runAsUser: 1000,
        fsGroup: 5,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      { runAsUser: 0 },
      { supplementalGroups: [7] },
      {},
    ),
    imagePullSecrets: fc.constant([{ name: 'registry' }]),
    priorityClassName: fc.constant('batch'),
    hostAliases: fc.constant([{ ip: '10.0.0.1', hostnames: ['nfs'] }]),
    topologySpreadConstraints: fc.constantFrom('own', 'other'),
    affinity: fc.constant({
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { labelSelector: { matchLabels: { tier: 'x' } }, topologyKey: 'kubernetes.io/hostname' },
        ],
      },
    }),
  },
  { requiredKeys: [] },
);

/** Starts before the others; one that is always restarted goes on beside them. */
const before = fc
  .tuple(
    fc.constantFrom('init', 'proxy', 'fetch'),
    fc.record(
      {
        env: fc.constantFrom([{ name: 'A', value: '' }], [{ name: 'TOKEN', value: 'abcdefgh' }]),
        restartPolicy: fc.constant('Always'),
        lifecycle: fc.constant({ postStart: { exec: { command: ['true'] } } }),
        securityContext: fc.constantFrom<JsonObject[]>(
          { allowPrivilegeEscalation: false },
          { runAsUser: 1000 },
        ),
        volumeMounts: fc.constantFrom<JsonObject[][]>(
          [{ name: 'work', mountPath: '/in', readOnly: true }],
          [{ name: 'work', mountPath: '/in', mountPropagation: 'HostToContainer' }],
        ),
        tty: fc.constant(true),
      },
      { requiredKeys: [] },
    ),
  )
  .map(
    ([name, { restartPolicy, lifecycle, ...rest }]): JsonObject => ({
      name,
      image: 'registry.example.org/side:1.0.0',
      ...rest,
      // one that is to end has neither
      ...(restartPolicy && { restartPolicy, ...(lifecycle && { lifecycle }) }),
    }),
  );

/** A Deployment that the API server takes. */
export const deployment: fc.Arbitrary<JsonObject> = fc
  .record({
    name,
    container,
    side: maybe(fc.constant({ name: 'side', image: 'registry.example.org/side:1.0.0' })),
    init: maybe(
      fc.uniqueArray(before, { minLength: 1, maxLength: 3, selector: (one) => one.name }),
    ),
    volume,
    pod,
    replicas: maybe(fc.constantFrom(0, 1, 3)),
    strategy: maybe(
      fc.constantFrom<JsonObject[]>(
        { type: 'Recreate' },
        { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 1 } },
      ),
    ),
    other: fc.record(
      { revisionHistoryLimit: fc.constantFrom(10, 2), minReadySeconds: fc.constant(5) },
      { requiredKeys: [] },
    ),
    labels: fc.constantFrom<JsonObject[]>(
      {},
      { team: 'x' },
      { app: 'w', 'app.kubernetes.io/part-of': 'shop' },
    ),
    podLabels: fc.constantFrom<JsonObject[]>({}, { team: 'x' }, { team: 'y', tier: 'batch' }),
  })
  .map((one): JsonObject => {
    const { topologySpreadConstraints: spread, ...rest } = one.pod;
    const labelSelector = { matchLabels: spread === 'own' ? { app: 'w' } : { team: 'x' } };
    return {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: one.name, labels: one.labels },
      spec: {
        ...(one.replicas !== undefined && { replicas: one.replicas }),
        ...(one.strategy && { strategy: one.strategy }),
        ...one.other,
        selector: { matchLabels: { app: 'w' } },
        template: {
          metadata: { labels: { ...one.podLabels, app: 'w' } },
          spec: {
            ...rest,
            ...(spread !== undefined && {
              topologySpreadConstraints: [
                {
                  maxSkew: 1,
                  topologyKey: 'zone',
                  whenUnsatisfiable: 'ScheduleAnyway',
                  labelSelector,
                },
              ],
            }),
            ...(one.init && { initContainers: one.init }),
            containers: [{ name: 'app', ...one.container }, ...(one.side ? [one.side] : [])],
            volumes: [one.volume],
          },
        },
      },
    } as JsonObject;
  });
