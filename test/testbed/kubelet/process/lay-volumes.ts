import { randomUUID } from 'node:crypto';
import { mkdir, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { NotStarted } from './not-started.ts';
import { type VolumeContext, volumeFiles } from './volume-files.ts';

/**
 * Lays the pod's volumes out below `folder`, each under its name. What comes from the API is laid out afresh at each call and put
 * in place at once, as a whole; an emptyDir keeps what is in it.
 */
export async function layVolumes(folder: string, context: VolumeContext): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const volume of context.pod.spec?.volumes ?? []) {
    try {
      const files = await volumeFiles(volume, context);
      if (files === undefined) await mkdir(join(folder, volume.name), { recursive: true });
      else await replace(join(folder, volume.name), files);
    } catch (error) {
      if (!(error instanceof NotStarted)) throw error;
      const message = `MountVolume.SetUp failed for volume "${volume.name}" : ${error.message}`;
      throw new NotStarted(message, { reason: 'ContainerCreating', cause: error });
    }
  }
}

async function replace(
  place: string,
  files: readonly { readonly path: string; readonly data: Buffer; readonly mode: number }[],
): Promise<void> {
  const version = `${place}.${randomUUID()}`;
  await mkdir(version);
  for (const { path, data, mode } of files) {
    // Rooted first, so that no path leads out of the volume.
    const target = join(version, resolve('/', path));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, data, { mode });
  }
  const before = await readlink(place).catch(() => undefined);
  await symlink(version, `${version}.link`);
  await rename(`${version}.link`, place);
  if (before !== undefined) await rm(before, { recursive: true, force: true });
}
