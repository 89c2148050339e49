import { execFile, execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { needs } from '../skips.ts';
import { found } from './shared.ts';

const program = (found.found && found.binaries.kubectl) || 'kubectl';
const { PATH = '' } = process.env;

/** Registers a test that needs a control plane and kubectl, the one built beside it or the one of this machine. */
export const withKubectl = needs(
  'a Kubernetes control plane and kubectl',
  found.found && isThere(),
  `${found.found ? 'install kubectl' : found.why}; see test/testbed/README.md`,
);

/** Runs kubectl as a person would and gives what it printed; rejects when it fails. */
export function kubectl(
  kubeconfig: string,
  ...words: readonly string[]
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const env = { PATH, KUBECONFIG: kubeconfig, HOME: dirname(kubeconfig) }; // it caches at home
  return promisify(execFile)(program, words, { env, maxBuffer: 64 * 1_024 * 1_024 });
}

function isThere(): boolean {
  try {
    execFileSync(program, ['version', '--client'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
