import { ApiException, CoreV1Api, type KubeConfig } from '@kubernetes/client-node';
import type { Manifest } from './apply/read-manifests.ts';

interface Claim {
  readonly namespace: string;
  readonly name: string;
}

/**
 * Makes the PersistentVolumeClaims that Pods of the manifests name, with a volume each, where they are not there yet: the
 * scheduler places no Pod whose claim is missing. The volumes hold nothing.
 */
export async function makeClaims(
  config: KubeConfig,
  manifests: readonly Manifest[],
): Promise<readonly Claim[]> {
  const core = config.makeApiClient(CoreV1Api);
  const claims = claimsOf(manifests);
  await Promise.all(claims.map((claim) => makeClaim(core, claim)));
  return claims;
}

async function makeClaim(core: CoreV1Api, { namespace, name }: Claim): Promise<void> {
  const volume = `${namespace}-${name}`;
  const shape = { accessModes: ['ReadWriteMany'], storageClassName: '' };
  const storage = '1Ti';
  await unlessThere(
    core.createPersistentVolume({
      body: {
        metadata: { name: volume },
        spec: { ...shape, capacity: { storage }, hostPath: { path: '/nowhere' } },
      },
    }),
  );
  await unlessThere(
    core.createNamespacedPersistentVolumeClaim({
      namespace,
      body: {
        metadata: { name },
        spec: { ...shape, volumeName: volume, resources: { requests: { storage } } },
      },
    }),
  );
}

async function unlessThere(made: Promise<unknown>): Promise<void> {
  try {
    await made;
  } catch (error) {
    if (!(error instanceof ApiException && error.code === 409)) throw error;
  }
}

function claimsOf(manifests: readonly Manifest[]): readonly Claim[] {
  const claims = manifests.flatMap(({ object }) => {
    const { namespace } = object.metadata;
    if (namespace === undefined) return [];
    return volumesOf(object).flatMap(({ persistentVolumeClaim }) =>
      persistentVolumeClaim ? [{ namespace, name: persistentVolumeClaim.claimName }] : [],
    );
  });
  return [...new Map(claims.map((claim) => [`${claim.namespace}/${claim.name}`, claim])).values()];
}

interface Volume {
  readonly persistentVolumeClaim?: { readonly claimName: string };
}

/** Of what holds a Pod template: a Deployment, a Job. */
function volumesOf({ spec }: Manifest['object']): readonly Volume[] {
  const { template } = (spec ?? {}) as {
    readonly template?: { readonly spec?: { readonly volumes?: readonly Volume[] } };
  };
  return template?.spec?.volumes ?? [];
}
