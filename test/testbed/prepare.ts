// `npm run testbed:prepare`: gets all that the testbed needs into the user's cache, so that no test has to.
import { findBinaries, placesHere } from './binaries/find-binaries.ts';
import { findCrds } from './crds/find-crds.ts';

const began = performance.now();
const [binaries, crds] = [await findBinaries(placesHere(say)), await findCrds()];
say(binaries.found ? `control plane: ${binaries.from}` : `no control plane: ${binaries.why}`);
say(crds.found ? `CRDs: ${crds.folder}` : `no CRDs: ${crds.why}`);
say(`${((performance.now() - began) / 1_000).toFixed(1)} s`);
if (!binaries.found || !crds.found) {
  say('see test/testbed/README.md for the ways to get them');
  process.exitCode = 1;
}

function say(line: string): void {
  console.log(`testbed: ${line}`);
}
