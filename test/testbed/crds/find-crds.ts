import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { cacheFolder } from '../binaries/cache-folder.ts';
import { downloadModules } from './download-modules.ts';
import { moduleFolder, pinnedModules, sources } from './sources.ts';

export type CrdsFound =
  /** The folder holds one file a CRD, `<name>.json`. */
  | { readonly found: true; readonly folder: string }
  | { readonly found: false; readonly why: string };

/**
 * Finds the original CRDs of KEDA, the Prometheus operator, Argo CD and Flux: in the user's cache, else in the Go module
 * cache, which Go fills. The cache holds JSON, since reading the YAML of all takes a second.
 */
export async function findCrds(
  folder = cacheFolder(`crds-${pinKey()}`),
  download = downloadModules,
): Promise<CrdsFound> {
  if (existsSync(folder)) return { found: true, folder };
  const downloaded = await download(pinnedModules());
  if (!downloaded.ok) return { found: false, why: downloaded.why };
  const crds = Object.entries(sources).flatMap(([path, part]) =>
    readCrds(join(downloaded.folders[path]!, part)),
  );
  try {
    await fill(folder, crds);
    return { found: true, folder };
  } catch (error) {
    return { found: false, why: `${folder} cannot be written: ${(error as Error).message}` };
  }
}

/** Other pins, another folder: nobody has to clear a cache. */
function pinKey(): string {
  const hash = createHash('sha256')
    .update(readFileSync(join(moduleFolder, 'go.mod')))
    .update(JSON.stringify(sources));
  return hash.digest('hex').slice(0, 12);
}

interface Crd {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

function readCrds(folder: string): readonly Crd[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const objects: Crd[] = files.map((name) => parse(readFileSync(join(folder, name), 'utf8')));
  return objects.filter(({ kind }) => kind === 'CustomResourceDefinition'); // beside a kustomization.yaml
}

/** The folder appears whole or not at all; two at once write the same, and the second to finish gives way. */
async function fill(folder: string, crds: readonly Crd[]): Promise<void> {
  const draft = `${folder}.${randomBytes(6).toString('hex')}`;
  await mkdir(draft, { recursive: true });
  try {
    await Promise.all(
      crds.map((crd) => writeFile(join(draft, `${crd.metadata.name}.json`), JSON.stringify(crd))),
    );
    await rename(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Reads CRDs of a folder that `findCrds` gave, by their names. */
export function readCached(folder: string, names: readonly string[]): Promise<readonly Crd[]> {
  const read = async (name: string) =>
    JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')) as Crd;
  return Promise.all(names.map(read));
}
