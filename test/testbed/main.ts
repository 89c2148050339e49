// `npm run testbed`: a control plane to look at, with dist/ applied to it.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { applyObjects } from './apply/apply-objects.ts';
import { makeNamespaces } from './apply/make-namespaces.ts';
import { type Manifest, readManifests } from './apply/read-manifests.ts';
import { findBinaries, placesHere } from './binaries/find-binaries.ts';
import { type Order, readCommandLine } from './command-line.ts';
import { applyCrds } from './crds/apply-crds.ts';
import { findCrds } from './crds/find-crds.ts';
import { playPods } from './kubelet/played/play-pods.ts';
import type { Kubelet } from './kubelet/start-kubelet.ts';
import { makeClaims } from './make-claims.ts';
import { nodesFor } from './nodes-for.ts';
import { startTestbed, type Testbed } from './start.ts';
import { playNodes } from './start-nodes.ts';

process.stdout.on('error', () => {}); // nobody reads any more, as after `| head`: it serves all the same

const read = readCommandLine(process.argv.slice(2), 'dist');
if ('help' in read) console.log(read.help);
else if ('mistake' in read) fail(read.mistake);
else await run(read.order);

async function run({ manifests: folder, nodes }: Order): Promise<void> {
  const found = await findBinaries(placesHere(console.log));
  if (!found.found)
    return fail(`${found.why}\nsee test/testbed/README.md for the ways to get them`);
  const crds = await findCrds();
  if (!crds.found && folder !== undefined) {
    return fail(
      `no CRDs for ${folder}: ${crds.why}\nGo fetches them, once; \`npm run testbed -- --empty\` does without them. See test/testbed/README.md`,
    );
  }
  const manifests = folder === undefined ? [] : readManifests(folder);

  const began = performance.now();
  // Ctrl-C before this is done just ends the process; the guard then cleans up.
  const bed = await startTestbed({ binaries: found.binaries, onFailure: console.log });
  let kubelet: Kubelet | undefined;
  try {
    if (crds.found) await applyCrds(bed.admin, crds.folder);
    else console.log(`without CRDs: ${crds.why}`);
    kubelet = await playNodes(bed, nodesFor(manifests, nodes), playPods(), {
      onError: (error) => console.log(error),
    });
    console.log(
      `Kubernetes at ${bed.url} after ${seconds(began)}, with ${nodes} Nodes that play their Pods`,
    );
    if (folder !== undefined) await apply(bed, folder, manifests);
    tellHowToUse(bed, found.binaries.kubectl);
    await signalled();
  } finally {
    await kubelet?.stop();
    await bed.stop();
  }
  console.log('stopped, and nothing is left of it');
}

async function apply(
  { admin }: Testbed,
  folder: string,
  manifests: readonly Manifest[],
): Promise<void> {
  await makeNamespaces(admin, manifests);
  await makeClaims(admin, manifests);
  const options = { fieldManager: 'testbed', conflicts: 'take', run: 'real' } as const;
  const applied = await applyObjects(admin, manifests, options);
  const refused = applied.flatMap((one) => (one.result === 'refused' ? [one.message] : []));
  for (const message of refused) console.log(`refused: ${message}`);
  for (const { manifest, warnings } of applied) {
    for (const warning of warnings) console.log(`warning: ${manifest.file}: ${warning}`);
  }
  console.log(
    `${applied.length - refused.length} of ${applied.length} objects of ${folder} applied; KEDA and the controllers of other custom resources do not run here`,
  );
}

function tellHowToUse({ kubeconfig }: Testbed, kubectl: string | undefined): void {
  const alias = kubectl === undefined || isOnPath('kubectl') ? [] : [`alias kubectl=${kubectl}`];
  const lines = [
    `export KUBECONFIG=${kubeconfig}`,
    ...alias,
    'kubectl get deployments,pods --all-namespaces',
  ];
  console.log(
    `\n${lines.map((line) => `  ${line}`).join('\n')}\n\nCtrl-C stops it and removes everything.`,
  );
}

function isOnPath(program: string): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.some((folder) => existsSync(join(folder, program)));
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    const alive = setInterval(() => undefined, 60_000); // a signal handler alone does not keep Node running
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        clearInterval(alive);
        resolve();
      });
    }
  });
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1_000).toFixed(1)} s`;
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
