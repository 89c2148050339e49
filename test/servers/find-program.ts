import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

// Servers lie where an ordinary user's PATH does not lead.
const beyondPath = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/local/bin', '/usr/bin'];

/** The path of a program of this machine, looked for in `first`, in PATH and where servers are installed. */
export function findProgram(name: string, first: readonly string[] = []): string | undefined {
  const folders = [...first, ...(process.env.PATH ?? '').split(':'), ...beyondPath];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
