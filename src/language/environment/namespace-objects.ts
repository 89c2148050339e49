import type { NamespaceObjects } from '../../model/namespace-objects.ts';
import { type Context, complain } from '../place.ts';
import type { WrittenEnvironment } from '../schema/environment.ts';
import { reportLabels, reportOwnedLabels } from '../values/labels.ts';

/** Reads `spec.namespaceObjects`; `undefined` where no Namespace is rendered. */
export function readNamespaceObjects(
  context: Context,
  written: WrittenEnvironment['namespaceObjects'] = {},
): NamespaceObjects | undefined {
  const { enabled = true, except = [], labels = {}, podSecurity = {} } = written;
  const at = ['namespaceObjects', 'labels'];
  reportLabels(context, at, labels);
  reportOwnedLabels(context, at, labels);
  for (const key of Object.keys(labels).filter(isOfKubernetes)) {
    const help = key.startsWith('pod-security.') ? 'use `namespaceObjects.podSecurity`' : undefined;
    complain(
      context,
      'label-owned',
      [...at, key],
      (field) => `${field} must not be given: it is made for each Namespace`,
      { at: 'key', help },
    );
  }
  return enabled ? { except, labels, podSecurity } : undefined;
}

function isOfKubernetes(key: string): boolean {
  return key.startsWith('pod-security.kubernetes.io/') || key === 'kubernetes.io/metadata.name';
}
