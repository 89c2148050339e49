import type { V1Container } from '@kubernetes/client-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { environmentOf } from './environment.ts';
import { NotStarted } from './not-started.ts';
import { configMapHolding, secretHolding } from './read-objects.ts';

const test = suite('environment');

const base64 = (bytes: string | Uint8Array) => Buffer.from(bytes).toString('base64');
const context = {
  pod: { metadata: { name: 'p', namespace: 'ns' }, spec: { containers: [] } },
  podIp: '127.200.0.2',
  hostIp: '127.0.0.1',
  allocatable: { cpu: '2' },
  given: new Map([['KUBERNETES_SERVICE_HOST', '127.0.0.1']]),
  objects: {
    configMap: async (name: string) =>
      name === 'config'
        ? configMapHolding({ A: 'from config', B: 'b', 'odd.name': 'o' }, { BIN: base64('x') })
        : undefined,
    secret: async (name: string) =>
      name === 'keys'
        ? secretHolding({ A: base64('from secret'), BYTES: base64(Uint8Array.of(0xff, 0x00)) })
        : undefined,
  },
};

type Parts = Pick<V1Container, 'env' | 'envFrom'>;
const secretRef = (key: string, optional?: true, name = 'keys') => ({
  valueFrom: { secretKeyRef: { name, key, ...(optional && { optional }) } },
});
const configRef = (key: string, name = 'config') => ({
  valueFrom: { configMapKeyRef: { name, key } },
});

const cases: readonly { name: string; of: Parts; is: Record<string, string> }[] = [
  { name: 'a container without variables gets the given ones', of: {}, is: {} },
  {
    name: 'a variable refers to those before it and not to those after it',
    of: {
      env: [
        { name: 'X', value: 'x' },
        { name: 'Y', value: '$(X)$(Z)' },
        { name: 'Z', value: 'z' },
      ],
    },
    is: { X: 'x', Y: 'x$(Z)', Z: 'z' },
  },
  {
    name: 'a variable refers to a given one and may override it',
    of: { env: [{ name: 'KUBERNETES_SERVICE_HOST', value: 'not $(KUBERNETES_SERVICE_HOST)' }] },
    is: { KUBERNETES_SERVICE_HOST: 'not 127.0.0.1' },
  },
  {
    name: 'of two sources the later wins, env wins over both, and binary data are no variables',
    of: {
      envFrom: [
        { configMapRef: { name: 'config' } },
        { prefix: 'P_', configMapRef: { name: 'config' } },
      ],
      env: [{ name: 'B', value: '$(A)!' }],
    },
    is: {
      A: 'from config',
      B: 'from config!',
      'odd.name': 'o',
      P_A: 'from config',
      P_B: 'b',
      'P_odd.name': 'o',
    },
  },
  {
    name: 'keys of objects become values',
    of: {
      env: [
        { name: 'S', ...secretRef('A') },
        { name: 'C', ...configRef('A') },
      ],
    },
    is: { S: 'from secret', C: 'from config' },
  },
  {
    name: 'what is optional and missing is left out, not empty',
    of: {
      envFrom: [{ secretRef: { name: 'none', optional: true } }],
      env: [
        { name: 'S', ...secretRef('none', true) },
        { name: 'T', ...secretRef('A', true, 'none') },
      ],
    },
    is: {},
  },
  {
    name: 'fields and resources become values',
    of: {
      env: [
        { name: 'NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
      ],
    },
    is: { NAME: 'p', IP: '127.200.0.2' },
  },
  {
    name: 'a name of the language is a name like any other',
    of: { env: [{ name: '__proto__', value: 'kept' }] },
    is: Object.fromEntries([['__proto__', 'kept']]),
  },
];
for (const { name, of, is } of cases) {
  test(name, async () => {
    const variables = await environmentOf({ name: 'main', ...of }, context);
    assert.equal(
      [...variables].toSorted(),
      [...new Map([...context.given, ...Object.entries(is)])].toSorted(),
    );
  });
}

const refusals: readonly { of: Parts; reason: string; message: string }[] = [
  {
    of: { env: [{ name: 'S', ...secretRef('A', undefined, 'none') }] },
    reason: 'CreateContainerConfigError',
    message: 'secret "none" not found',
  },
  {
    of: { env: [{ name: 'C', ...configRef('A', 'none') }] },
    reason: 'CreateContainerConfigError',
    message: 'configmap "none" not found',
  },
  {
    of: { env: [{ name: 'C', ...configRef('BIN') }] },
    reason: 'CreateContainerConfigError',
    message: "couldn't find key BIN in ConfigMap ns/config",
  },
  {
    of: { env: [{ name: 'S', ...secretRef('none') }] },
    reason: 'CreateContainerConfigError',
    message: "couldn't find key none in Secret ns/keys",
  },
  {
    of: { envFrom: [{ secretRef: { name: 'none' } }] },
    reason: 'CreateContainerConfigError',
    message: 'secret "none" not found',
  },
  {
    of: { env: [{ name: 'S', ...secretRef('BYTES') }] },
    reason: 'CreateContainerError',
    message: 'the value of key BYTES is no UTF-8 and cannot be a variable',
  },
];
for (const { of, reason, message } of refusals) {
  test(`a container is refused with: ${message} (${Object.keys(of)})`, async () => {
    try {
      await environmentOf({ name: 'main', ...of }, context);
    } catch (error) {
      assert.instance(error, NotStarted);
      assert.is((error as NotStarted).reason, reason);
      assert.is((error as NotStarted).message, message);
      return;
    }
    assert.unreachable('it was not refused');
  });
}

test.run();
