import { lstat, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { V1Container, V1VolumeMount } from '@kubernetes/client-node';
import { expand } from './expand.ts';

/** Where a path inside of the container lies on this machine; no path leads out of the root. */
export function below(root: string, path: string): string {
  return join(root, resolve('/', path));
}

/** Makes the container's root anew, with its mounts as links to the pod's volumes. Nothing enforces `readOnly`. */
export async function layRoot(
  root: string,
  volumes: string,
  container: V1Container,
  variables: ReadonlyMap<string, string>,
): Promise<void> {
  await rm(root, { recursive: true, force: true });
  await mkdir(root, { recursive: true });
  // A mount below another lies in that one's volume, so the outer comes first.
  const mounts = (container.volumeMounts ?? []).toSorted(
    (one, other) => resolve('/', one.mountPath).length - resolve('/', other.mountPath).length,
  );
  for (const mount of mounts) {
    const source = sourceOf(mount, volumes, variables);
    const place = below(root, mount.mountPath);
    if (!(await exists(source))) await mkdir(source, { recursive: true });
    await mkdir(dirname(place), { recursive: true });
    await rm(place, { recursive: true, force: true });
    await symlink(source, place);
  }
  const message = terminationMessagePath(root, container);
  await mkdir(dirname(message), { recursive: true });
  await writeFile(message, '');
}

/** Where the container may leave the message that its status shows after its end. */
export function terminationMessagePath(root: string, container: V1Container): string {
  return below(root, container.terminationMessagePath ?? '/dev/termination-log');
}

function sourceOf(
  { name, subPath, subPathExpr }: V1VolumeMount,
  volumes: string,
  variables: ReadonlyMap<string, string>,
): string {
  const path = subPathExpr ? expand(subPathExpr, variables) : (subPath ?? '');
  return path === '' ? join(volumes, name) : below(join(volumes, name), path);
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
