import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Why a program cannot be run, in the words of a container runtime; `undefined` when it can. */
export async function whyNotFound(
  program: string,
  path: string,
  cwd: string,
): Promise<string | undefined> {
  const prefix = `exec: ${JSON.stringify(program)}: `;
  if (program.includes('/')) {
    const problem = await whyNotRun(resolve(cwd, program));
    return problem && `${prefix}${problem}`;
  }
  for (const folder of path.split(':')) {
    if ((await whyNotRun(join(resolve(cwd, folder), program))) === undefined) return undefined;
  }
  return `${prefix}executable file not found in $PATH`;
}

async function whyNotRun(file: string): Promise<string | undefined> {
  try {
    if (!(await stat(file)).isFile()) return 'is not a file';
    await access(file, constants.X_OK);
    return undefined;
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return isMissing ? 'no such file or directory' : 'permission denied';
  }
}
