import { randomUUID } from 'node:crypto';
import { existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { editorSchema } from '../language/editor/editor-schema.prebuilt.ts';
import type { Command, Given } from './command.ts';
import type { Console } from './console.ts';
import { type Exit, exit } from './exit.ts';

export const schemaCommand: Command = {
  name: 'schema',
  about: 'Prints the JSON Schema of all policy kinds, for editors.',
  usage: 'roster schema [--out FILE]',
  options: {
    out: { type: 'string', value: 'FILE', about: 'write it to this file instead of printing it' },
  },
  words: [0, 0],
  run: printSchema,
};

function printSchema({ options: { out } }: Given, console: Console): Exit {
  const text = `${JSON.stringify(editorSchema, undefined, 2)}\n`;
  if (out === undefined) {
    console.out(text);
    return exit.ok;
  }
  const obstacle = obstacleAt(out);
  if (obstacle !== undefined) {
    console.error(`roster schema: --out must be a file, got ${JSON.stringify(out)}: ${obstacle}\n`);
    return exit.usage;
  }
  replaceFile(out, text);
  return exit.ok;
}

function obstacleAt(path: string): string | undefined {
  const there = statSync(path, { throwIfNoEntry: false });
  if (/[/\\]$/.test(path) || there?.isDirectory()) {
    return `it is a folder; name a file in it, for example ${path.replace(/[/\\]+$/, '')}/roster.schema.json`;
  }
  // root may rename a file over a device such as /dev/null, and would
  if (there && !there.isFile()) return 'it is no plain file; without --out the schema is printed';
  const folder = dirname(path);
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory()
    ? undefined
    : `there is no folder ${folder}`;
}

/** An editor that watches the file never sees half of it; a link goes on leading to it. */
function replaceFile(name: string, text: string): void {
  const path = existsSync(name) ? realpathSync(name) : name;
  const fresh = `${path}.${randomUUID()}`;
  try {
    writeFileSync(fresh, text, { flag: 'wx' });
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw new Error(`writing ${name}`, { cause: error });
  }
}
