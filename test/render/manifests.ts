import type { Manifest } from '../../src/compile/manifest.ts';
import type { JsonObject } from '../../src/model/json.ts';

interface Parts {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string | undefined;
  readonly policy?: string;
  readonly file?: string;
  readonly line?: number;
  readonly rest?: JsonObject;
}

/** A manifest with sane defaults; `namespace: undefined` makes it belong to the whole cluster. */
export function manifest(parts: Parts = {}): Manifest {
  const {
    apiVersion = 'apps/v1',
    kind = 'Deployment',
    name = 'mproject',
    policy = 'mproject',
  } = parts;
  const namespace = 'namespace' in parts ? parts.namespace : 'montage';
  const { file = `policies/montage/${policy}.yaml`, line = 1, rest = {} } = parts;
  return {
    object: { apiVersion, kind, metadata: { name, namespace }, ...rest },
    policy: { kind: 'WorkerPool', name: policy, namespace: 'montage', file, line },
  };
}

/** One Deployment for each name, each of a policy of its own. */
export function pools(...names: readonly string[]): readonly Manifest[] {
  return names.map((name) => manifest({ name, policy: name }));
}
