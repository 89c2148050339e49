import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The Go module that names what is built, at which versions, with which hashes. */
export const moduleFolder = fileURLToPath(new URL('../controlplane', import.meta.url));

export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly text: string;
}

/** The version of Kubernetes that the Go module pins. */
export function pinnedVersion(): Version {
  const line = /^\s*k8s\.io\/kubernetes (v\S+)/m.exec(read('go.mod'));
  const version = line?.[1] && parseVersion(line[1]);
  if (!version) throw new Error('controlplane/go.mod names no version of k8s.io/kubernetes');
  return version;
}

/** Reads the first `v1.35.4` of a text, such as what `kube-apiserver --version` prints. */
export function parseVersion(text: string): Version | undefined {
  const match = /v(\d+)\.(\d+)\.\d+\S*/.exec(text);
  return match ? { major: Number(match[1]), minor: Number(match[2]), text: match[0] } : undefined;
}

/** Names one build: another version, hash, platform or processor is another name. */
export function buildName(platform: string, processor: string): string {
  const hash = createHash('sha256').update(read('go.mod')).update(read('go.sum')).digest('hex');
  return `kubernetes-${pinnedVersion().text}-${platform}-${processor}-${hash.slice(0, 12)}`;
}

function read(file: string): string {
  return readFileSync(`${moduleFolder}/${file}`, 'utf8');
}
