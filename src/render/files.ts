import { hash } from 'node:crypto';
import type { Manifest } from '../compile/manifest.ts';
import { compareText } from '../model/order.ts';
import { emit } from './emit.ts';
import { header } from './header.ts';
import { identityOf, nameOf } from './identity.ts';
import { type Entry, INVENTORY, writeInventory } from './inventory.ts';
import { type Placed, place, type Written } from './place.ts';

/** The output: path from its root ('/' between folders) → text, sorted by path. */
export type Files = ReadonlyMap<string, string>;

export interface Rendered {
  readonly name: string;
  /** Taken once, one after another: each is text before the next is made. */
  readonly manifests: Iterable<Manifest>;
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
    const placed = place(name, write(manifests));
    for (const one of placed) {
      files.push([one.path, one.text]);
      objects.push(entryOf(one));
    }
    files.push([`${name}/${KUSTOMIZATION}`, kustomization(name, placed)]);
  }
  objects.sort((a, b) => compareText(a.path, b.path));
  files.push([INVENTORY, writeInventory({ roster: version, objects })]);
  return new Map(files.sort(([a], [b]) => compareText(a, b)));
}

function write(manifests: Iterable<Manifest>): readonly Written[] {
  const written: Written[] = [];
  for (const { object, policy, applied } of manifests) {
    const text = `${header(policy.file)}${emit(object)}`;
    // hashed at once: the hash makes one flat text of the many that an emitter strings together
    written.push({
      identity: identityOf({ object, policy }),
      policy,
      text,
      sha256: hash('sha256', text),
      ...(applied && { applied }),
    });
  }
  return written;
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

/** The list is explicit, so that a stray file is not applied, nor what tells the engine to sync the list. */
function kustomization(environment: string, placed: readonly Placed[]): string {
  const resources = placed
    .filter(({ applied }) => applied !== 'by-hand')
    .map(({ path }) => path.slice(environment.length + 1));
  const object = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources,
  };
  return `${header()}${emit(object)}`;
}

function entryOf({ path, identity, policy, sha256 }: Placed): Entry {
  const { apiVersion, kind, namespace, name } = identity;
  return {
    apiVersion,
    kind,
    ...(namespace !== undefined && { namespace }),
    name,
    path,
    sha256,
    policy: `${policy.file}:${policy.line}`,
    policyName: nameOf(policy),
  };
}
