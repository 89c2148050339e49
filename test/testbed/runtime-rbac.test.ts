import { KubeConfig as Config, type KubeConfig } from '@kubernetes/client-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ApiRefusal, orRefusal } from './client/api-refusal.ts';
import { withApiServer } from './client/api-server.ts';
import { controllerMay, gatewayMay } from './runtime-allowed.ts';
import { brokenControls, failuresOf, leaksOf, patch, post } from './runtime-attempt.ts';
import {
  controllerConfined,
  gatewayConfined,
  gatewayStarts,
  stillAllowed,
} from './runtime-confined.ts';
import { applyRuntime, home } from './runtime-estate.ts';
import { controllerMustNot } from './runtime-forbidden.ts';
import { gatewayMustNot } from './runtime-gateway-forbidden.ts';
import { jobsConfinedTo } from './runtime-jobs-confined.ts';
import { servicesConfinedTo, servicesMay } from './runtime-services-confined.ts';
import { binaries, complain } from './shared.ts';
import { startTestbed, type Testbed } from './start.ts';
import { until } from './until.ts';
import { addCrds, withCrds } from './with-crds.ts';

const test = suite('the runtime on a control plane');

// A control plane of its own: the runtime's policies are cluster-wide, and its rights are widened at the end.
let started: ReturnType<typeof start> | undefined;

async function start() {
  const testbed = await startTestbed({ binaries: binaries(), onFailure: complain });
  await addCrds(testbed);
  const applied = await applyRuntime(testbed.admin);
  const [controller, gateway] = await Promise.all(
    ['roster-controller', 'roster-gateway'].map((name) => testbed.as({ namespace: home, name })),
  );
  await untilConfined(controller!);
  return { testbed, applied, controller: controller!, gateway: gateway! };
}

function runtime() {
  started ??= start();
  return started;
}

test.after(async () => {
  const parts = await started;
  await parts?.testbed.stop();
});

withCrds(test, 'everything of it is taken, and nothing is warned of', async () => {
  const { applied } = await runtime();
  const complaints = applied.flatMap((one) => [
    ...(one.result === 'refused' ? [one.message] : []),
    ...one.warnings.map((warning) => `${one.manifest.file}: warning: ${warning}`),
  ]);
  assert.equal(complaints, []);
  assert.ok(applied.filter(({ manifest }) => /roster-/.test(manifest.file)).length > 30);
});

withCrds(test, 'the API server finds no fault with the expressions of its policies', async () => {
  const { testbed } = await runtime();
  const warned = await withApiServer(testbed.admin, async (api) => {
    const path = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies';
    return until('the policies have been looked at', async () => {
      const { items } = (await api.call({ method: 'GET', path })) as Policies;
      const own = items.filter(({ metadata }) => metadata.name.endsWith(`.${home}`));
      const isDone = own.every(
        ({ status, metadata: { generation } }) => status?.observedGeneration === generation,
      );
      return isDone && own.length === 5
        ? own.flatMap(({ status }) => status?.typeChecking?.expressionWarnings ?? [])
        : undefined;
    });
  });
  assert.equal(warned, []);
});

withCrds(test, 'the controller may do all that it is there for', async () => {
  const { controller } = await runtime();
  assert.equal(await failuresOf(controller, controllerMay), []);
});

withCrds(test, 'the gateway may do all that it is there for', async () => {
  const { gateway } = await runtime();
  assert.equal(await failuresOf(gateway, gatewayMay), []);
});

withCrds(test, 'the controller may do nothing else, each refused for its own reason', async () => {
  const { controller } = await runtime();
  assert.ok(controllerMustNot.length >= 30);
  assert.equal(await leaksOf(controller, controllerMustNot), []);
});

withCrds(test, 'the gateway may not do what the controller may', async () => {
  const { gateway } = await runtime();
  assert.equal(await leaksOf(gateway, gatewayMustNot), []);
});

withCrds(test, 'the controller can be nobody else', async () => {
  const { controller, testbed } = await runtime();
  const asAdmin = impersonating(controller, 'admin', testbed.url);
  const answer = await withApiServer(asAdmin, (api) =>
    orRefusal(api.call({ method: 'GET', path: '/api/v1/namespaces' })),
  );
  assert.ok(answer instanceof ApiRefusal && answer.status === 403);
  assert.match((answer as ApiRefusal).message, 'cannot impersonate resource "users"');
});

withCrds(test, 'the admin may do all of it, so the refusals are about who asks', async () => {
  const { testbed } = await runtime();
  const all = [
    ...controllerMustNot,
    ...gatewayMustNot,
    ...controllerConfined,
    ...gatewayConfined,
    ...jobsConfinedTo,
    ...servicesConfinedTo,
  ];
  assert.equal(await brokenControls(testbed.admin, all), []);
});

withCrds(test, 'a right too many is noticed, so the tests above can fail', async () => {
  const { testbed } = await runtime();
  const readings = controllerMustNot.filter(
    ({ call, control }) => call.method === 'GET' && control !== 'none',
  );
  const leaks = await leaksOf(testbed.admin, readings);
  assert.ok(readings.length > 5);
  assert.is(leaks.length, readings.length);
  assert.match(leaks[0]!, /^must not read a Secret beside its pools: it was let through$/);
});

withCrds(test, 'Jobs are what their template is, within all that a Role lets through', async () => {
  const { gateway, controller } = await runtime();
  const known = jobsConfinedTo.filter(({ call }) => call.path.includes('/media/jobs'));
  const inRole = known.filter(({ call }) => !call.path.endsWith('/status'));
  assert.equal(await leaksOf(controller, inRole), []);
  assert.equal(await leaksOf(gateway, inRole), []);
});

// From here on somebody has made the runtime an admin by mistake.
withCrds(test, 'admission holds the runtime back where its Roles do not', async () => {
  const { testbed, controller, gateway } = await runtime();
  await widen(testbed, controller);
  assert.equal(await failuresOf(controller, stillAllowed), []);
  assert.equal(await leaksOf(controller, [...controllerConfined, ...jobsConfinedTo]), []);
  assert.equal(await failuresOf(gateway, gatewayStarts), []);
  const gatewayMayNot = [...gatewayConfined, ...jobsConfinedTo, ...servicesConfinedTo];
  assert.equal(await failuresOf(gateway, servicesMay), []);
  assert.equal(await leaksOf(gateway, gatewayMayNot), []);
});

test.run();

interface Policies {
  readonly items: readonly {
    readonly metadata: { readonly name: string; readonly generation: number };
    readonly status?: {
      readonly observedGeneration?: number;
      readonly typeChecking?: { readonly expressionWarnings?: readonly unknown[] };
    };
  }[];
}

/** A policy is in force only a moment after it was made. */
async function untilConfined(controller: KubeConfig): Promise<void> {
  await withApiServer(controller, async (api) => {
    const label = { metadata: { labels: { touched: 'yes' } } };
    const pods = '/api/v1/namespaces/montage/pods/bystander?dryRun=All';
    const jobs = '/apis/batch/v1/namespaces/media/jobs?dryRun=All';
    for (const call of [
      patch(pods, label),
      post(jobs, { metadata: { name: 'a' }, spec: anyJob }),
    ]) {
      await until('the policies are in force', async () => {
        const answer = await orRefusal(api.call(call));
        return answer instanceof ApiRefusal && /ValidatingAdmissionPolicy/.test(answer.message);
      });
    }
  });
}

const anyJob = {
  template: {
    spec: {
      restartPolicy: 'Never',
      containers: [{ name: 'worker', image: 'registry.example.org/a' }],
    },
  },
};

async function widen({ admin }: Testbed, controller: KubeConfig): Promise<void> {
  const group = 'rbac.authorization.k8s.io';
  await withApiServer(admin, (api) =>
    api.call(
      post(`/apis/${group}/v1/clusterrolebindings`, {
        metadata: { name: 'by-mistake' },
        roleRef: { apiGroup: group, kind: 'ClusterRole', name: 'cluster-admin' },
        subjects: ['roster-controller', 'roster-gateway'].map((name) => ({
          kind: 'ServiceAccount',
          name,
          namespace: home,
        })),
      }),
    ),
  );
  await withApiServer(controller, (api) =>
    until('the controller is an admin', async () => {
      const answer = await orRefusal(api.call({ method: 'GET', path: '/api/v1/secrets' }));
      return !(answer instanceof ApiRefusal);
    }),
  );
}

/** The same token, with the wish to be taken for somebody else. */
function impersonating(config: KubeConfig, name: string, server: string): KubeConfig {
  const [user, cluster] = [config.getCurrentUser(), config.getCurrentCluster()];
  const copy = new Config();
  copy.loadFromOptions({
    clusters: [{ ...cluster, server }],
    users: [{ ...user, impersonateUser: name }],
    contexts: [{ name: 'a', cluster: cluster?.name, user: user?.name }],
    currentContext: 'a',
  });
  return copy;
}
