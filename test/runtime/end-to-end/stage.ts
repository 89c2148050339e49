import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import type { Inventory } from '../../testbed/apply/prune-objects.ts';
import { syncObjects } from '../../testbed/apply/sync-objects.ts';
import { type ApiServer, withApiServer } from '../../testbed/client/api-server.ts';
import { inNamespace } from '../../testbed/in-namespace.ts';
import type { Kubelet } from '../../testbed/kubelet/start-kubelet.ts';
import { testbed } from '../../testbed/shared.ts';
import type { Testbed } from '../../testbed/start.ts';
import { addRosterKinds } from '../kube/add-roster-kinds.ts';
import { type Controller, type ControllerOptions, startController } from './controller.ts';
import { type ControllerProcess, startControllerProcess } from './controller-process.ts';
import { estateManifests } from './estate-manifests.ts';
import { type Mounted, readMounted } from './mounted-files.ts';
import { here, type Policy } from './policies.ts';
import { createSeen, type Seen } from './seen.ts';

/** Names of Secrets and their keys; the runtime's namespace and that of the policies get them. `here` stands for the latter. */
type Secrets = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What a stage is made of. */
export interface StageOptions {
  readonly policies: readonly Policy[];
  /** `spec.connections` of the Environment. */
  readonly connections?: object;
  readonly secrets?: Secrets;
  /** `with` renders objects of the Prometheus operator, whose kinds `addCrds` must have added. */
  readonly rules?: 'with' | 'without';
  /** Another control plane than the shared one, for a test that harms it. */
  readonly bed?: Testbed;
  /** Runs once the namespaces are there and before anything is applied: what the policies count on. */
  readonly prepare?: (namespace: string, api: ApiServer) => Promise<void>;
}

/** Policies in a cluster, put there as a GitOps engine does, and controllers that act as their ServiceAccount. */
export interface Stage extends Seen {
  readonly bed: Testbed;
  /** Acts as an administrator. */
  readonly api: ApiServer;
  /** The real name of the policies' namespace. */
  readonly namespace: string;
  /** That of the runtime. */
  readonly home: string;
  /** What the controller's ServiceAccount is and may. */
  readonly account: KubeConfig;
  /** Makes the cluster hold these policies and no others. What a running controller has mounted stays. */
  readonly sync: (policies: readonly Policy[]) => Promise<void>;
  /** Starts a controller in this process, from what is mounted now; it is stopped after the test unless the test does. */
  readonly start: (options?: ControllerOptions) => Promise<Controller>;
  /** The same in a process of its own. */
  readonly spawn: (options?: Omit<ControllerOptions, 'parts'>) => Promise<ControllerProcess>;
  readonly mounted: () => Promise<Mounted>;
  /** Stops a kubelet after the test. */
  readonly keep: (kubelet: Kubelet) => Kubelet;
}

/** Gives `use` a stage in two namespaces of its own, and takes it down whatever happens. */
export async function withStage(
  options: StageOptions,
  use: (stage: Stage) => Promise<void>,
): Promise<void> {
  const bed = options.bed ?? (await testbed());
  await addRosterKinds(bed.admin);
  await withApiServer(bed.admin, (api) =>
    inNamespace(bed, (home) =>
      inNamespace(bed, (namespace) => onStage(options, { bed, api, home, namespace }, use)),
    ),
  );
}

async function onStage(
  { policies, connections = {}, secrets = {}, rules = 'without', prepare }: StageOptions,
  { bed, api, home, namespace }: Pick<Stage, 'bed' | 'api' | 'home' | 'namespace'>,
  use: (stage: Stage) => Promise<void>,
): Promise<void> {
  const place = { namespace, home, connections, rules: rules === 'with' };
  const ends: (() => Promise<unknown>)[] = [];
  let inventory: Inventory = [];
  const sync = async (wanted: readonly Policy[]) => {
    const manifests = estateManifests(wanted, place);
    const synced = await syncObjects(bed.admin, manifests, inventory, 'gitops');
    inventory = synced.inventory;
    const refused = synced.applied.flatMap((one) => (one.result === 'refused' ? one.message : []));
    if (refused.length > 0) throw new Error(refused.join('\n'));
  };
  const mounted = () => readMounted(api, home, 'roster-controller');
  try {
    await prepare?.(namespace, api);
    const known = JSON.parse(JSON.stringify(secrets).replaceAll(here, namespace));
    for (const where of [home, namespace]) await makeSecrets(api, where, known);
    await sync(policies);
    const account = await bed.as({ namespace: home, name: 'roster-controller' });
    const folder = join(bed.folder, `stage-${namespace}`);
    mkdirSync(folder, { mode: 0o700 });
    await use({
      ...createSeen({ bed, api, namespace, home }),
      ...{ bed, api, namespace, home, account, sync, mounted },
      start: async (how) => {
        const controller = await startController(account, await mounted(), how);
        ends.push(controller.stop);
        return controller;
      },
      spawn: async (how) => {
        const controller = await startControllerProcess(account, await mounted(), folder, how);
        ends.push(async () => controller.kill('SIGKILL'));
        return controller;
      },
      keep: (kubelet) => {
        ends.push(kubelet.stop);
        return kubelet;
      },
    });
  } finally {
    for (const end of ends.toReversed()) await end();
    await removeClusterWide(api, inventory);
  }
}

async function makeSecrets(api: ApiServer, namespace: string, secrets: Secrets): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}/secrets`;
  for (const [name, stringData] of Object.entries(secrets)) {
    await api.call({ method: 'POST', path, body: { metadata: { name }, stringData } });
  }
}

const plurals: Readonly<Record<string, string>> = {
  ClusterRole: 'clusterroles',
  ClusterRoleBinding: 'clusterrolebindings',
  PriorityClass: 'priorityclasses',
  ValidatingAdmissionPolicy: 'validatingadmissionpolicies',
  ValidatingAdmissionPolicyBinding: 'validatingadmissionpolicybindings',
};

/** The namespaces take the rest with them, and the definitions are everybody's. */
async function removeClusterWide(api: ApiServer, inventory: Inventory): Promise<void> {
  for (const { apiVersion, kind, name } of inventory) {
    const plural = plurals[kind];
    if (plural === undefined) continue;
    await api.call({ method: 'DELETE', path: `/apis/${apiVersion}/${plural}/${name}` });
  }
}
