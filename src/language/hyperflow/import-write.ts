import { compareText } from '../../model/order.ts';
import { importEnvironment } from './import-environment.ts';
import { groupText, joinGroups } from './import-group.ts';
import { hasRoomForTwo, poolText } from './import-pool.ts';
import type { ImportedPool } from './import-pools.ts';
import { profileName, profileText } from './import-profile.ts';
import type { ImportedGroup } from './import-quota.ts';
import { placeSecrets } from './import-secrets.ts';

interface Policy {
  readonly path: string;
  readonly text: string;
}

/** Writes one file a policy, in folders by namespace, and notes what a reader of the policies would miss. */
export function writePolicies(
  imported: readonly ImportedPool[],
  groups: readonly ImportedGroup[],
  namespace: string | undefined,
): { readonly policies: readonly Policy[]; readonly notes: readonly string[] } {
  const pools = imported.map(({ pool }) => pool);
  const secrets = placeSecrets(pools);
  const memberships = joinGroups(pools, groups);
  const environment = importEnvironment(pools, { namespace, amqp: secrets.amqp });
  const paths = new Set<string>();
  const written: Policy[] = [];
  const write = (folder: string | undefined, name: string, kind: string, text: string) => {
    const stem = folder === undefined ? name : `${folder}/${name}`;
    let path = `${stem}.yaml`;
    while (paths.has(path)) path = path.replace(/\.yaml$/, `-${kind}.yaml`);
    paths.add(path);
    written.push({ path, text });
  };
  // a quota alone becomes a group alone: a profile and connections that nothing uses would be in the way
  if (pools.length > 0) {
    write(undefined, 'hyperflow', 'environment', environment.text);
    write(undefined, profileName, 'profile', profileText());
  }
  const classes = new Set<string>();
  for (const group of groups) {
    write(
      group.namespace,
      group.name,
      'group',
      groupText(group, !classes.has(group.priorityClass)),
    );
    classes.add(group.priorityClass);
  }
  for (const { pool, file } of imported) {
    const group = memberships.groups.get(pool);
    const variables = secrets.variables.get(pool) ?? new Map();
    write(pool.namespace, pool.name, 'pool', poolText(pool, { group, secrets: variables, file }));
  }
  const crowded = imported.flatMap(({ pool }) => {
    const group = memberships.groups.get(pool);
    return group && !hasRoomForTwo(pool, group)
      ? [
          `pool \`${pool.name}\` replaces its workers one by one, since quota \`${group.name}\` cannot hold two`,
        ]
      : [];
  });
  if (pools.length === 0) return { policies: written, notes: memberships.notes };
  return {
    policies: written.toSorted((a, b) => compareText(a.path, b.path)),
    notes: [...secrets.notes, ...memberships.notes, ...environment.notes, ...crowded, ...always],
  };
}

const always = [
  'the pools get a PodDisruptionBudget, which the operator does not make; `disruption: {maxUnavailable: 100%}` takes it away',
  'the pools get alerts, which the operator does not make; `alerts: {enabled: false}` in the Profile takes them away',
  'the labels of a pool are on its pods too; of the labels that the operator makes up only `app` is left, on the pods, for the selector',
  'taskType has no field of its own: what is left of it is the queue name, which the engine must use too',
  'the queue is declared by engine and workers, as before (not durable, gone after 100 minutes unused); Roster makes and deletes none',
  'HF_VAR_NUMBER_OF_RETRIES stands at the end, since no executor reads HF_VAR_NUM_RETRIES',
  'workers go only after their share has been smaller for 2 minutes; the operator took them at once, busy or not',
];
