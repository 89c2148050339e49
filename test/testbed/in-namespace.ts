import { randomBytes } from 'node:crypto';
import { CoreV1Api } from '@kubernetes/client-node';
import { waitForServiceAccount } from './service-account.ts';
import type { Testbed } from './start.ts';

/** Gives `use` a namespace of its own in which Pods can be made, and has it deleted afterwards, without waiting for that. */
export async function inNamespace<T>(
  { admin }: Pick<Testbed, 'admin'>,
  use: (namespace: string) => Promise<T>,
  labels: Readonly<Record<string, string>> = {},
): Promise<T> {
  const core = admin.makeApiClient(CoreV1Api);
  const name = `test-${randomBytes(5).toString('hex')}`;
  await core.createNamespace({ body: { metadata: { name, labels: { ...labels } } } });
  try {
    await waitForServiceAccount(admin, { namespace: name, name: 'default' });
    return await use(name);
  } finally {
    await core.deleteNamespace({ name });
  }
}
