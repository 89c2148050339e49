import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { putDeployment, putPool, spec } from './objects.ts';
import { queueKey, type Rig, withRig } from './rig.ts';

type Server = Rig['server'];
type Part = (server: Server) => void;

const condition = (type: string, status: string, reason: string) => ({
  type,
  status,
  reason,
  message: 'as its owner says',
});

function scaler(plural: string, name: string, conditions: readonly object[] = []): Part {
  return (server) => {
    server.put(plural, {
      metadata: { name, namespace: 'work' },
      spec: { scaleTargetRef: { name: 'a' } },
      status: { conditions },
    });
  };
}

const pool = (engine: string): Part => {
  return (server) => putPool(server, 'a', spec({ engine }));
};
const deployment: Part = (server) => putDeployment(server, 'a', 3);
const rule: Part = (server) => {
  server.put('prometheusrules', { metadata: { name: 'a', namespace: 'work' } });
};

const cases: readonly {
  readonly name: string;
  readonly parts: readonly Part[];
  readonly says: Readonly<Record<string, string>>;
}[] = [
  {
    name: 'a pool of KEDA with all its parts is ready',
    parts: [
      pool('keda'),
      deployment,
      rule,
      scaler('scaledobjects', 'a', [condition('Ready', 'True', 'ScaledObjectReady')]),
    ],
    says: { Ready: 'True WorkersReady', AlertsInPlace: 'True InPlace' },
  },
  {
    name: 'a pool of KEDA without its ScaledObject is not ready',
    parts: [pool('keda'), deployment],
    says: { Ready: 'False ScaledObjectMissing', AlertsInPlace: 'False PrometheusRuleMissing' },
  },
  {
    name: 'a pool whose ScaledObject is broken is not ready for its reason',
    parts: [
      pool('keda'),
      deployment,
      scaler('scaledobjects', 'a', [condition('Ready', 'False', 'TriggerError')]),
    ],
    says: { Ready: 'False TriggerError' },
  },
  {
    name: 'a pool whose autoscaler reads no metric has no fresh signal',
    parts: [
      pool('keda'),
      deployment,
      scaler('scaledobjects', 'a'),
      scaler('horizontalpodautoscalers', 'keda-hpa-a', [
        condition('ScalingActive', 'False', 'FailedGetExternalMetric'),
        condition('ScalingLimited', 'True', 'TooManyReplicas'),
      ]),
    ],
    says: { SignalFresh: 'False FailedGetExternalMetric', Bounded: 'True TooManyReplicas' },
  },
  {
    name: 'a pool whose autoscaler rests at zero has no trouble',
    parts: [
      pool('keda'),
      deployment,
      scaler('scaledobjects', 'a'),
      scaler('horizontalpodautoscalers', 'keda-hpa-a', [
        condition('ScalingActive', 'False', 'ScalingDisabled'),
      ]),
    ],
    says: { SignalFresh: 'none', Ready: 'True WorkersReady' },
  },
  {
    name: 'a pool without the HPA of its engine is not ready',
    parts: [pool('hpa'), deployment],
    says: { Ready: 'False HorizontalPodAutoscalerMissing' },
  },
  {
    name: 'a pool that Git writes needs a Deployment and nothing else',
    parts: [pool('git'), deployment],
    says: { Ready: 'True WorkersReady' },
  },
  {
    name: 'a pool that Git writes is not ready without its Deployment',
    parts: [pool('git')],
    says: { Ready: 'False DeploymentMissing' },
  },
];

for (const { name, parts, says } of cases) {
  test(`${name}, and it is never scaled`, async () => {
    const prepare = (server: Server) => {
      for (const part of parts) part(server);
    };
    await withRig({ prepare }, async (rig) => {
      rig.broker.set(queueKey('jobs'), 9);
      for (let turn = 0; turn < 20; turn += 1) await rig.clock.advance(15_000);
      const found = Object.keys(says).map((type) => [type, rig.condition('a', type)]);
      assert.equal(Object.fromEntries(found), says);
      assert.equal(rig.writes(), ['PATCH workerpools/a/status']);
      assert.equal(rig.broker.wanted(), []);
      const there = rig.replicas('a');
      assert.is(rig.status('a').wanted, there);
    });
  });
}

test('where KEDA is not installed a pool of it is not called broken for that', async () => {
  const prepare = (server: Server) => {
    for (const part of [pool('keda'), deployment]) part(server);
    server.serve('scaledobjects', 'unknown');
    server.serve('prometheusrules', 'unknown');
  };
  await withRig({ prepare }, async (rig) => {
    await rig.clock.advance(60_000);
    assert.is(rig.condition('a', 'Ready'), 'True WorkersReady');
  });
});

test.run();
