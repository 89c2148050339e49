import type { Estate, Group, Kind, Pool } from './pool.ts';

/** The kinds of the ten pools in a group: mostly queues, as a team has them. */
const mix: readonly Kind[] = [
  'share',
  'rabbitmq',
  'share',
  'rabbitmq',
  'share',
  'prometheus',
  'rabbitmq',
  'share',
  'rabbitmq',
  'fixed',
];

/** Makes the same pools for the same number, every time: ten in each namespace, with one CapacityGroup. */
export function estateOf(count: number): Estate {
  const groups = Array.from({ length: Math.ceil(count / mix.length) }, (_, index) =>
    groupOf(index),
  );
  const drafts = Array.from({ length: count }, (_, index) => draft(index));
  const pools = drafts.map((pool, index) => {
    const first = index - (index % mix.length);
    return { ...pool, budget: budgetOf(pool, groups, drafts.slice(first, first + mix.length)) };
  });
  return { groups, pools };
}

const stages = [
  'align',
  'assemble',
  'calibrate',
  'classify',
  'decode',
  'export',
  'filter',
  'index',
];
const subjects = [
  'frames',
  'genomes',
  'invoices',
  'losses',
  'orbits',
  'panels',
  'reads',
  'spectra',
  'tiles',
];
const teams = ['atlas', 'borealis', 'cobalt', 'delta', 'ember', 'fjord', 'glacier'];
const levels = ['debug', 'info', 'warn', 'error'];
const cpus = ['250m', '500m', '750m', '1500m'];
const memories = ['256Mi', '512Mi', '1536Mi', '3Gi'];

function draft(index: number): Omit<Pool, 'budget'> {
  const place = Math.floor(index / mix.length);
  const stage = pick(stages, index);
  const subject = pick(subjects, index * 5 + place);
  const team = pick(teams, place);
  const { name: group, namespace } = groupOf(place);
  return {
    kind: pick(mix, index),
    name: `${stage}-${subject}-${padded(index)}`,
    namespace,
    group,
    image: `registry.example.org/${team}/${stage}-${subject}:${1 + (place % 4)}.${index % 17}.${index % 29}`,
    queue: `${team}.${stage}.${subject}.${index}`,
    metric: `${team}_${stage}_${subject}_${index}_pending`,
    bucket: `${team}-${subject}-results`,
    level: pick(levels, index * 3 + place),
    batch: 8 + ((index * 13) % 120),
    cpu: pick(cpus, index * 7 + place),
    memory: pick(memories, index * 3 + place),
    max: 5 + ((index * 11) % 60),
    units: 1 + ((index * 7) % 25),
    workers: 1 + (index % 4),
  };
}

function groupOf(index: number): Group {
  const team = pick(teams, index);
  return {
    name: `${team}-budget`,
    namespace: `${team}-${padded(index)}`,
    pods: 60 + ((index * 7) % 80),
    // More than the pods can take, so that the pods decide the shares.
    cpu: 400 + (index % 100),
    memory: `${900 + (index % 100)}Gi`,
    priority: 10 + (index % 50),
  };
}

/** Pods of the quota, less what the others always have: a fixed number, or the one worker of a floor or of a window. */
function budgetOf(
  { namespace }: Omit<Pool, 'budget'>,
  groups: readonly Group[],
  members: readonly Omit<Pool, 'budget'>[],
): number {
  const group = groups.find((one) => one.namespace === namespace);
  const reserved = members.map(({ kind, workers }) => {
    if (kind === 'fixed') return workers;
    return kind === 'share' ? 0 : 1;
  });
  return (group?.pods ?? 0) - reserved.reduce<number>((sum, one) => sum + one, 0);
}

function pick<T>(from: readonly T[], index: number): T {
  return from[index % from.length]!;
}

function padded(index: number): string {
  return String(index).padStart(4, '0');
}
