import { suite } from 'uvu';
import { createApiClient } from '../../../src/runtime/kube/create-api-client.ts';
import { createRealClock } from '../../../src/runtime/real-clock.ts';
import type { Subject } from '../../conformance/api-calls.ts';
import { apiClientConforms } from '../../conformance/api-client.ts';
import { createFakeApiServer } from '../../fakes/api-server.ts';
import { serveFake } from '../../fakes/api-server-http.ts';
import { createVirtualClock } from '../../fakes/virtual-clock.ts';
import { inNamespace } from '../../testbed/in-namespace.ts';
import { testbed, withControlPlane } from '../../testbed/shared.ts';
import { addRosterKinds } from './add-roster-kinds.ts';
import { partsOf } from './parts-of.ts';

const fake = suite('the fake API server, asked in the process');
apiClientConforms(fake, (test) => {
  const { client } = createFakeApiServer(createVirtualClock());
  return test({ client, namespace: 'here' });
});
fake.run();

const http = suite('our API client, asking the fake over HTTP');
apiClientConforms(http, async (test) => {
  const served = await serveFake(createFakeApiServer(createVirtualClock()));
  const client = createApiClient({ ...partsOf(createVirtualClock()), kubeConfig: served.access });
  try {
    await test({ client, namespace: 'here' });
  } finally {
    client.close();
    await served.close();
  }
});
http.run();

const real = suite('our API client, asking a real API server');
apiClientConforms(
  (name, run) => withControlPlane(real, name, run),
  async (test: (subject: Subject) => Promise<void>) => {
    const bed = await testbed();
    await addRosterKinds(bed.admin);
    const client = createApiClient({ ...partsOf(createRealClock()), kubeConfig: bed.admin });
    try {
      await inNamespace(bed, (namespace) => test({ client, namespace }));
    } finally {
      client.close();
    }
  },
);
real.run();
