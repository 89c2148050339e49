import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createApiClient } from '../../../src/runtime/kube/create-api-client.ts';
import { createLeader } from '../../../src/runtime/kube/create-leader.ts';
import { createRealClock } from '../../../src/runtime/real-clock.ts';
import { inNamespace } from '../../testbed/in-namespace.ts';
import { testbed, withControlPlane } from '../../testbed/shared.ts';
import { until } from '../../testbed/until.ts';
import { partsOf } from './parts-of.ts';

const test = suite('who leads, by a Lease of a real API server');
const name = 'roster-controller';

withControlPlane(test, 'a real API server hands the lease from one to the other', async () => {
  const bed = await testbed();
  const parts = { ...partsOf(createRealClock()), kubeConfig: bed.admin };
  const ends: (() => Promise<void>)[] = [];
  const begin = (home: string, identity: string) => {
    const api = createApiClient(parts);
    const timing = { leaseMs: 2_000, renewDeadlineMs: 1_500, retryMs: 200 };
    const leader = createLeader({ ...parts, ...timing, api, namespace: home, name, identity });
    const abort = new AbortController();
    const done = leader.run(abort.signal);
    const stop = async () => {
      abort.abort();
      await done;
      api.close();
    };
    ends.push(stop);
    return { api, leader, stop };
  };
  await inNamespace(bed, async (home) => {
    try {
      const a = begin(home, 'a');
      await until('a leads', async () => a.leader.isLeader());
      const b = begin(home, 'b');
      await a.stop();
      await until('b leads', async () => b.leader.isLeader());
      b.api.close(); // as a process that is killed: it gives nothing back
      const c = begin(home, 'c');
      await until('c leads', async () => c.leader.isLeader());
      assert.not.ok(a.leader.isLeader() || b.leader.isLeader());
    } finally {
      for (const end of ends) await end();
    }
  });
});

test.run();
