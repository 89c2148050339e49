import { needs } from '../skips.ts';
import { applyCrds } from './crds/apply-crds.ts';
import { findCrds } from './crds/find-crds.ts';
import { found } from './shared.ts';
import type { Testbed } from './start.ts';

const crds = await findCrds();
const why = !found.found ? found.why : !crds.found ? `CRDs: ${crds.why}` : '';

/** Registers a test that needs a control plane and CRDs, or skips it by name where either cannot be had. */
export const withCrds = needs(
  'a Kubernetes control plane and CRDs',
  why === '',
  `${why}; see test/testbed/README.md`,
);

/** Adds the kinds of KEDA, the Prometheus operator, Argo CD and Flux to a testbed. Safe to call again. */
export async function addCrds({ admin }: Pick<Testbed, 'admin'>): Promise<void> {
  if (!crds.found) throw new Error(crds.why);
  await applyCrds(admin, crds.folder);
}
