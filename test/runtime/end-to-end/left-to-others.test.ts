import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { testbed } from '../../testbed/shared.ts';
import { addCrds, withCrds } from '../../testbed/with-crds.ts';
import { pool, queueSignal } from './policies.ts';
import { withStage } from './stage.ts';

const test = suite('the controller end to end: pools of others');

withCrds(test, 'a pool of KEDA and one of Git are reported and never scaled', async () => {
  await addCrds(await testbed());
  const secrets = { rabbitmq: { management: 'http://user:password@127.0.0.1:1' } };
  const management = { secretKeyRef: { name: 'rabbitmq', key: 'management' } };
  const keda = pool('by-keda', { ...queueSignal('jobs'), victims: 'any' }, { engine: 'keda' });
  const policies = [keda, pool('in-git', { mode: 'fixed', workers: 3 }, { engine: 'git' })];
  const connections = { rabbitmq: { main: { management } } };
  await withStage({ policies, connections, secrets, rules: 'with' }, async (stage) => {
    await stage.start();
    const { conditions = [] } = await stage.untilStatus('in-git', {
      ...{ engine: 'git', reason: 'WrittenInGit' },
      ...{ wanted: 3, current: 3, ready: 0 },
    });
    assert.is(conditions[0]?.reason, 'WorkersNotReady');
    await stage.untilStatus('by-keda', {
      engine: 'keda',
      reason: 'MovedByKeda',
      wanted: 1,
      current: 1,
    });

    // as KEDA does
    const { namespace } = stage;
    await stage.api.call({
      method: 'PATCH',
      path: `/apis/apps/v1/namespaces/${namespace}/deployments/by-keda/scale`,
      type: 'application/merge-patch+json',
      body: { spec: { replicas: 4 } },
    });
    await stage.untilStatus('by-keda', { wanted: 4, current: 4 });
    const path = `/apis/keda.sh/v1alpha1/namespaces/${namespace}/scaledobjects/by-keda`;
    await stage.api.call({ method: 'DELETE', path });
    await stage.untilCondition('by-keda', 'Ready', 'False ScaledObjectMissing');
    assert.equal(
      (await stage.writes()).filter((one) => !one.endsWith('/status')),
      [],
    );
    assert.equal(await stage.forbidden(), []);
  });
});

test.run();
