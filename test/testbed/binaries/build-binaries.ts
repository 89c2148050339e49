import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Lifetime, openLifetime } from '../lifetime/open-lifetime.ts';
import { noteKeepers, sweep } from '../lifetime/sweep.ts';
import { goEnvironment } from './go-environment.ts';
import { moduleFolder, pinnedVersion } from './pinned-version.ts';
import { packages } from './programs.ts';
import { noteSizes } from './sizes.ts';

export type Built = { readonly built: true } | { readonly built: false; readonly why: string };

/**
 * Builds the control plane with Go into `folder`, which appears whole or not at all; two builds at once
 * do the work twice and harm nothing. Modules come from the user's Go module proxy and are held to go.sum.
 */
export async function buildBinaries(folder: string, goCommand = 'go'): Promise<Built> {
  try {
    return await build(folder, goCommand);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { built: false, why: `building into ${dirname(folder)}: ${message}` };
  }
}

async function build(folder: string, goCommand: string): Promise<Built> {
  mkdirSync(dirname(folder), { recursive: true });
  const prefix = `${basename(folder)}.partial-`;
  sweep(dirname(folder), prefix, Date.now()); // of builds that were killed
  const partial = mkdtempSync(join(dirname(folder), prefix));
  noteKeepers(partial, [process.pid]);
  const whole = join(partial, 'whole');
  mkdirSync(whole);
  const lifetime = openLifetime(); // Go, too, ends with this process
  try {
    for (const [program, source] of Object.entries(packages)) {
      const words = ['build', ...flags(), '-o', join(whole, program), source];
      const outcome = await run(lifetime, [goCommand, ...words]);
      if (outcome !== undefined) return { built: false, why: outcome };
    }
    noteSizes(whole, Object.keys(packages));
    moveInto(whole, folder);
    return { built: true };
  } finally {
    await lifetime.close();
    rmSync(partial, { recursive: true, force: true });
  }
}

/** Stripped, without C and without the paths of this machine; the version as a release build sets it. */
function flags(): readonly string[] {
  const { text, major, minor } = pinnedVersion();
  const variables = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap(
    (name) => [
      `-X ${name}.gitVersion=${text}`,
      `-X ${name}.gitMajor=${major}`,
      `-X ${name}.gitMinor=${minor}`,
      `-X ${name}.gitTreeState=clean`,
    ],
  );
  return ['-trimpath', '-ldflags', ['-s', '-w', ...variables].join(' ')];
}

/** Runs Go in the module; gives the end of what it said when it failed. */
function run(lifetime: Lifetime, argv: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = lifetime.launch(argv, {
      cwd: moduleFolder,
      env: goEnvironment(process.env, lifetime.folder),
      stdout: 'pipe',
      stderr: 'pipe',
    });
    let said = '';
    child.stdout?.resume();
    child.stderr?.on('data', (chunk) => {
      said = `${said}${chunk}`.slice(-4_000);
    });
    child.on('error', (error) => resolve(`go could not be started: ${error.message}`));
    child.on('close', (code, signal) => {
      resolve(code === 0 ? undefined : `go ended with ${signal ?? code}: ${lastLines(said)}`);
    });
  });
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-3).join(' | ');
}

/** Somebody else's finished build is as good as ours. */
function moveInto(whole: string, folder: string): void {
  try {
    renameSync(whole, folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  }
}
