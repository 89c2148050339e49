import { needs } from '../skips.ts';
import { teardowns } from '../teardowns.ts';
import { findBinaries, placesHere } from './binaries/find-binaries.ts';
import { startTestbed, type Testbed } from './start.ts';

/** The control plane's programs, or why there are none on this machine; the first call may build them. */
export const found = await findBinaries(placesHere((line) => console.log(`testbed: ${line}`)));

/** Registers a test that needs a control plane, or skips it by name where none can be had. */
export const withControlPlane = needs(
  'a Kubernetes control plane',
  found.found,
  found.found ? '' : `${found.why}; see test/testbed/README.md`,
);

let started: Promise<Testbed> | undefined;

/** The one testbed of a test run, started when the first test asks and stopped after the last; keep to a namespace of your own. */
export function testbed(): Promise<Testbed> {
  if (started === undefined) {
    started = startTestbed({ binaries: binaries(), onFailure: complain });
    teardowns.push(async () => (await started)?.stop());
  }
  return started;
}

/** The programs, for a test that starts a testbed of its own. */
export function binaries() {
  if (!found.found) throw new Error(found.why);
  return found.binaries;
}

/** A server that ends in the middle fails whatever test runs; this says why. */
export function complain(sentence: string): void {
  console.log(`testbed: ${sentence}`);
}
