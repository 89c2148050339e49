import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import type { ApiObject } from '../client/api-object.ts';

/** An object with the file it was read from, relative to the folder, for messages. */
export interface Manifest {
  readonly file: string;
  readonly object: ApiObject;
}

/**
 * Reads the objects of a folder: those that its kustomization.yaml lists, in that order, and a stray file is then not
 * read; else every YAML file below it. Of what kustomize can do, only the list of files is understood; more throws.
 */
export function readManifests(folder: string): readonly Manifest[] {
  const names = readdirSync(folder);
  const files = names.includes('kustomization.yaml') ? listed(folder) : yamlBelow(folder);
  return files.flatMap((file) => {
    const documents = parseAllDocuments(readFileSync(join(folder, file), 'utf8'));
    if ('empty' in documents) return [];
    return documents.map((document) => ({ file, object: document.toJS() as ApiObject }));
  });
}

function listed(folder: string): readonly string[] {
  const path = join(folder, 'kustomization.yaml');
  const { apiVersion, kind, resources, ...more } = parse(readFileSync(path, 'utf8'));
  const unknown = Object.keys(more);
  if (unknown.length > 0) throw new Error(`${path}: cannot do ${unknown.join(', ')}`);
  return resources ?? [];
}

function yamlBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .toSorted();
}
