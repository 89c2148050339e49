import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { cache } from '../cache.ts';
import { type Helm, helmBinary } from '../helm-binary.ts';

/** The programs that are compared, built or fetched. */
export interface Programs {
  /** The bundle that users run; a copy, so that a build during the benchmark changes nothing. */
  readonly roster: string;
  readonly helm: Helm;
  /** Bundled and minified like Roster, so that neither is slow for loading many small files. */
  readonly cdk8s: string;
}

export async function makePrograms(): Promise<Programs> {
  execFileSync(process.execPath, ['build.js'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const copy = join(cache, 'build');
  rmSync(copy, { recursive: true, force: true });
  cpSync('build', copy, { recursive: true });

  const cdk8s = join(cache, 'cdk8s-app.cjs');
  await build({
    entryPoints: ['bench/synth/cdk8s-app.ts'],
    outfile: cdk8s,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'warning',
  });
  return { roster: resolve(copy, 'roster.js'), helm: helmBinary(), cdk8s: resolve(cdk8s) };
}
