import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { moduleFolder, pinnedVersion } from './pinned-version.ts';
import { packages } from './programs.ts';

export type Built = { readonly built: true } | { readonly built: false; readonly why: string };

/**
 * Builds the control plane with Go into `folder`, which appears whole or not at all; two builds at once
 * do the work twice and harm nothing. Modules come from the user's Go module proxy and are held to go.sum.
 */
export async function buildBinaries(folder: string, goCommand = 'go'): Promise<Built> {
  mkdirSync(dirname(folder), { recursive: true });
  const partial = mkdtempSync(`${folder}.partial-`);
  try {
    for (const [program, source] of Object.entries(packages)) {
      const outcome = await run(goCommand, [
        'build',
        ...flags(),
        '-o',
        join(partial, program),
        source,
      ]);
      if (outcome !== undefined) return { built: false, why: outcome };
    }
    moveInto(partial, folder);
    return { built: true };
  } finally {
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
  return ['-trimpath', '-mod=readonly', '-ldflags', ['-s', '-w', ...variables].join(' ')];
}

/** Runs Go in the module; gives the end of what it said when it failed. */
function run(go: string, words: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(go, words, {
      cwd: moduleFolder,
      env: { ...process.env, CGO_ENABLED: '0' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said = `${said}${chunk}`.slice(-4_000);
    });
    child.on('error', (error) => resolve(`go could not be started: ${error.message}`));
    child.on('close', (code) => {
      resolve(code === 0 ? undefined : `go ended with ${code}: ${lastLines(said)}`);
    });
  });
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-3).join(' | ');
}

/** Somebody else's finished build is as good as ours. */
function moveInto(partial: string, folder: string): void {
  try {
    renameSync(partial, folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  }
}
