import {
  AdmissionregistrationV1Api,
  ApiException,
  CoreV1Api,
  SchedulingV1Api,
} from '@kubernetes/client-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inNamespace } from './in-namespace.ts';
import { testbed, withControlPlane } from './shared.ts';
import { until } from './until.ts';

// The admission plug-ins that the manifests in dist/ are made for.
const test = suite('admission');
const name = 'subject';

function pod(spec: Readonly<Record<string, unknown>> = {}) {
  return {
    metadata: { name },
    spec: { containers: [{ name: 'worker', image: 'worker' }], ...spec },
  };
}

const requests = { cpu: '2', memory: '64Mi' };
const greedy = pod({
  containers: [{ name: 'worker', image: 'worker', resources: { requests, limits: requests } }],
});

withControlPlane(test, 'a ResourceQuota refuses the Pod that goes over it', async () => {
  const { admin } = await testbed();
  const core = admin.makeApiClient(CoreV1Api);
  await inNamespace({ admin }, async (namespace) => {
    const spec = { hard: { 'requests.cpu': '1' } };
    await core.createNamespacedResourceQuota({ namespace, body: { metadata: { name }, spec } });
    await until('the quota counts', async () => {
      const quota = await core.readNamespacedResourceQuota({ namespace, name });
      return quota.status?.used;
    });
    const refusal = await refusalOf(core.createNamespacedPod({ namespace, body: greedy }));
    assert.match(refusal, /^403 .*exceeded quota: subject, requested: requests\.cpu=2/s);
  });
});

withControlPlane(test, 'a LimitRange fills in what a container leaves open', async () => {
  const { admin } = await testbed();
  const core = admin.makeApiClient(CoreV1Api);
  await inNamespace({ admin }, async (namespace) => {
    const limits = [{ type: 'Container', defaultRequest: { cpu: '250m' } }];
    const body = { metadata: { name }, spec: { limits } };
    await core.createNamespacedLimitRange({ namespace, body });
    const made = await core.createNamespacedPod({ namespace, body: pod() });
    assert.is(made.spec?.containers[0]?.resources?.requests?.cpu, '250m');
  });
});

withControlPlane(
  test,
  'a PriorityClass becomes a number, and one that is not there is refused',
  async () => {
    const { admin } = await testbed();
    const core = admin.makeApiClient(CoreV1Api);
    const scheduling = admin.makeApiClient(SchedulingV1Api);
    await inNamespace({ admin }, async (namespace) => {
      const body = { metadata: { name: namespace }, value: 1_234 };
      await scheduling.createPriorityClass({ body });
      const urgent = pod({ priorityClassName: namespace });
      const made = await core.createNamespacedPod({ namespace, body: urgent });
      assert.is(made.spec?.priority, 1_234);
      await scheduling.deletePriorityClass({ name: namespace });
      const lost = { ...pod({ priorityClassName: 'nowhere' }), metadata: { name: 'lost' } };
      const refusal = await refusalOf(core.createNamespacedPod({ namespace, body: lost }));
      assert.match(refusal, /^403 .*no PriorityClass with name nowhere/s);
    });
  },
);

withControlPlane(test, 'a namespace labelled `restricted` refuses a Pod that is not', async () => {
  const { admin } = await testbed();
  const core = admin.makeApiClient(CoreV1Api);
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  const use = async (namespace: string) => {
    const refusal = await refusalOf(core.createNamespacedPod({ namespace, body: pod() }));
    assert.match(refusal, /^403 .*violates PodSecurity .*allowPrivilegeEscalation/s);
  };
  await inNamespace({ admin }, use, labels);
});

withControlPlane(test, 'a ValidatingAdmissionPolicy refuses in its own words', async () => {
  const { admin } = await testbed();
  const core = admin.makeApiClient(CoreV1Api);
  const admission = admin.makeApiClient(AdmissionregistrationV1Api);
  await inNamespace({ admin }, async (namespace) => {
    const rule = {
      apiGroups: [''],
      apiVersions: ['v1'],
      operations: ['CREATE'],
      resources: ['configmaps'],
    };
    const validations = [{ expression: 'object.metadata.name != "bad"', message: 'not that name' }];
    await admission.createValidatingAdmissionPolicy({
      body: {
        metadata: { name: namespace },
        spec: { matchConstraints: { resourceRules: [rule] }, validations },
      },
    });
    const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': namespace } };
    await admission.createValidatingAdmissionPolicyBinding({
      body: {
        metadata: { name: namespace },
        spec: {
          policyName: namespace,
          validationActions: ['Deny'],
          matchResources: { namespaceSelector },
        },
      },
    });
    const bad = { metadata: { name: 'bad' } };
    // A policy is in force only a moment after it was made.
    const refusal = await until('the policy is in force', async () => {
      const answer = await refusalOf(
        core.createNamespacedConfigMap({ namespace, body: bad, dryRun: 'All' }),
      );
      return answer === '' ? undefined : answer;
    });
    assert.match(refusal, /^422 .*not that name/s);
    await admission.deleteValidatingAdmissionPolicyBinding({ name: namespace });
    await admission.deleteValidatingAdmissionPolicy({ name: namespace });
  });
});

/** The status and message of a refusal; empty when the request was granted. */
async function refusalOf(request: Promise<unknown>): Promise<string> {
  try {
    await request;
    return '';
  } catch (error) {
    if (error instanceof ApiException) return `${error.code} ${String(error.body)}`;
    throw error;
  }
}

test.run();
