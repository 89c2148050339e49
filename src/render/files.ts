import { createHash } from 'node:crypto';
import type { Manifest } from '../compile/manifest.ts';
import { compareText } from '../model/order.ts';
import { emit } from './emit.ts';
import { header } from './header.ts';
import { nameOf } from './identity.ts';
import { type Entry, INVENTORY, writeInventory } from './inventory.ts';
import { type Placed, place } from './place.ts';

/** The output: path from its root ('/' between folders) → text, sorted by path. */
export type Files = ReadonlyMap<string, string>;

export interface Rendered {
  readonly name: string;
  readonly manifests: readonly Manifest[];
}

/**
 * Renders every environment, each with its kustomization, and the inventory of all. `version` is `major.minor`, no patch.
 * The order of environments and manifests does not matter. Throws when two objects are the same or want the same path.
 */
export function renderAll(environments: readonly Rendered[], version: string): Files {
  refuseSameName(environments);
  const files: [path: string, text: string][] = [];
  const objects: Entry[] = [];
  for (const { name, manifests } of environments) {
    const placed = place(name, manifests);
    for (const one of placed) {
      const text = `${header(one.manifest.policy.file)}${emit(one.manifest.object)}`;
      files.push([one.path, text]);
      objects.push(entryOf(one, text));
    }
    files.push([`${name}/${KUSTOMIZATION}`, kustomization(name, placed)]);
  }
  objects.sort((a, b) => compareText(a.path, b.path));
  files.push([INVENTORY, writeInventory({ roster: version, objects })]);
  return new Map(files.sort(([a], [b]) => compareText(a, b)));
}

const KUSTOMIZATION = 'kustomization.yaml';

function refuseSameName(environments: readonly Rendered[]): void {
  const seen = new Set([INVENTORY]);
  for (const { name } of environments) {
    if (seen.has(name.toLowerCase()))
      throw new Error(`the name ${name} of an environment is taken`);
    seen.add(name.toLowerCase());
  }
}

/** The list is explicit, so that a stray file is not applied. */
function kustomization(environment: string, placed: readonly Placed[]): string {
  const resources = placed.map(({ path }) => path.slice(environment.length + 1));
  const object = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources,
  };
  return `${header()}${emit(object)}`;
}

function entryOf({ path, identity, manifest: { policy } }: Placed, text: string): Entry {
  const { apiVersion, kind, namespace, name } = identity;
  return {
    apiVersion,
    kind,
    ...(namespace !== undefined && { namespace }),
    name,
    path,
    sha256: createHash('sha256').update(text).digest('hex'),
    policy: `${policy.file}:${policy.line}`,
    policyName: nameOf(policy),
  };
}
