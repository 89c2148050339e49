import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildBinaries } from './build-binaries.ts';
import { cacheFolder } from './cache-folder.ts';
import { buildName, parseVersion, pinnedVersion, type Version } from './pinned-version.ts';
import { type Binaries, programs } from './programs.ts';
import { faultIn } from './sizes.ts';

export type Found =
  | { readonly found: true; readonly binaries: Binaries; readonly from: string }
  | { readonly found: false; readonly why: string };

/** What `findBinaries` asks of the machine. */
export interface Places {
  /** KUBEBUILDER_ASSETS, as `setup-envtest use -p path` prints it. */
  readonly assets: string | undefined;
  readonly cache: string;
  /** The version of a `kube-apiserver`; undefined when it does not start. */
  readonly versionOf: (apiServer: string) => Version | undefined;
  /** Whether `go` can be run at all. */
  readonly hasGo: () => boolean;
  readonly build: typeof buildBinaries;
  /** Told before something takes minutes. */
  readonly announce: (line: string) => void;
}

/**
 * Finds the control plane: in KUBEBUILDER_ASSETS, else in the user's cache, else built there with Go.
 * Envtest's assets hold no controller manager and no scheduler; these two then come from the cache or the build.
 */
export async function findBinaries(places: Places): Promise<Found> {
  const { assets } = places;
  const refusal = assets === undefined ? undefined : refuseAssets(assets, places);
  if (refusal !== undefined) places.announce(`KUBEBUILDER_ASSETS is not used: ${refusal}`);
  const usable = refusal === undefined ? assets : undefined;
  if (usable !== undefined && programs.every((program) => existsSync(join(usable, program)))) {
    return { found: true, binaries: binariesIn(usable), from: usable };
  }
  const missing = (await fillCache(places)) ?? faultOfCache(places.cache);
  if (missing !== undefined) return { found: false, why: missing };
  const cached = binariesIn(places.cache);
  return usable === undefined
    ? { found: true, binaries: cached, from: places.cache }
    : {
        found: true,
        binaries: { ...cached, ...existing(usable) },
        from: `${usable}, ${places.cache}`,
      };
}

/** The places of this machine. */
export function placesHere(announce: (line: string) => void): Places {
  return {
    // The servers run in a folder of their own, where a relative path would mean another place.
    assets: process.env.KUBEBUILDER_ASSETS && resolve(process.env.KUBEBUILDER_ASSETS),
    cache: cacheFolder(buildName(process.platform, process.arch)),
    versionOf: (apiServer) => parseVersion(output(apiServer, ['--version']) ?? ''),
    hasGo: () => output('go', ['version']) !== undefined,
    build: buildBinaries,
    announce,
  };
}

/**
 * Why a set of assets cannot be used. A controller manager may be as old as one minor version behind its API
 * server, never newer: https://kubernetes.io/releases/version-skew-policy/
 */
function refuseAssets(assets: string, { versionOf }: Places): string | undefined {
  const apiServer = join(assets, 'kube-apiserver');
  if (!existsSync(apiServer)) return `there is no kube-apiserver in ${assets}`;
  const there = programs.filter((program) => existsSync(join(assets, program)));
  const fault = faultIn(assets, there);
  if (fault !== undefined) return fault;
  const theirs = versionOf(apiServer);
  if (theirs === undefined) return `${apiServer} does not tell its version`;
  const ours = pinnedVersion();
  if (theirs.major !== 1 || theirs.minor < 32) {
    return `its kube-apiserver is ${theirs.text}, and 1.32 or newer is needed`;
  }
  const whole = there.length === programs.length;
  const fits = theirs.minor === ours.minor || theirs.minor === ours.minor + 1;
  return whole || fits
    ? undefined
    : `its kube-apiserver is ${theirs.text}, and the controller manager built here, ${ours.text}, does not go with it`;
}

/** Somebody's disk was full, or a copy of the cache came in half. */
function faultOfCache(cache: string): string | undefined {
  const fault = faultIn(cache, programs);
  return fault && `${cache} is damaged, ${fault}; delete that folder and it is built anew`;
}

async function fillCache({ cache, hasGo, build, announce }: Places): Promise<string | undefined> {
  if (existsSync(cache)) return undefined;
  if (!hasGo())
    return 'neither KUBEBUILDER_ASSETS nor a build in the cache, and no `go` to build it';
  announce(
    `building Kubernetes ${pinnedVersion().text} once, into ${cache}; this takes some minutes`,
  );
  const outcome = await build(cache);
  return outcome.built ? undefined : outcome.why;
}

function binariesIn(folder: string): Binaries {
  const kubectl = join(folder, 'kubectl');
  const all = Object.fromEntries(programs.map((program) => [program, join(folder, program)]));
  return { ...(all as Binaries), ...(existsSync(kubectl) && { kubectl }) };
}

function existing(folder: string): Partial<Binaries> {
  return Object.fromEntries(
    Object.entries(binariesIn(folder)).filter(([, path]) => existsSync(path)),
  );
}

function output(program: string, words: readonly string[]): string | undefined {
  try {
    return execFileSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined; // not there, or not able to run here
  }
}
