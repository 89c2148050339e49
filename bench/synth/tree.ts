import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

/** What Roster's inventory says of one object. */
export interface Listed {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly path: string;
}

/** A Kubernetes object as parsed. */
export type Manifest = Readonly<Record<string, unknown>>;

/** Writes files below a folder: path → text. */
export function writeFiles(root: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Lists the objects of a folder that Roster wrote, in the order of its inventory. */
export function listObjects(root: string): readonly Listed[] {
  return JSON.parse(readFileSync(join(root, 'index.json'), 'utf8')).objects;
}

/** Reads one object of a folder that Roster wrote. */
export function readObject(root: string, { path }: Listed): Manifest {
  return parse(readFileSync(join(root, path), 'utf8'));
}

/** Reads the objects of a stream of documents, such as helm prints. */
export function parseObjects(text: string): readonly Manifest[] {
  return text
    .split(/^---$/m)
    .flatMap((part) => parseAllDocuments(part).map((document) => document.toJS()))
    .filter((object) => object !== null);
}
