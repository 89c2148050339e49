import { type Estate, type Group, type Kind, kinds, type Pool } from './pool.ts';

interface Markers {
  readonly pool: ReadonlyMap<string, string>;
  readonly group: ReadonlyMap<string, string>;
}

/**
 * One pool of each kind, in a namespace and group of its own, whose every value stands for itself alone: wherever Roster
 * writes it, the helm template has the field. Numbers are seven digits that occur nowhere else, in a form that Roster
 * does not respell, and below what Kubernetes can count.
 */
export const referenceEstate: Estate = {
  groups: kinds.map(referenceGroup),
  pools: kinds.map(referencePool),
};

/** For each kind: the values of its reference policies → the template expression that takes their place. */
export const markers: Readonly<Record<Kind, Markers>> = {
  share: markersOf('share'),
  rabbitmq: markersOf('rabbitmq'),
  prometheus: markersOf('prometheus'),
  fixed: markersOf('fixed'),
};

function referencePool(kind: Kind): Pool {
  return {
    kind,
    name: 'markname',
    namespace: `markspace-${kind}`,
    group: 'markgroup',
    image: 'registry.example.org/markimage:1.0.0',
    queue: 'markqueue',
    metric: 'markmetric',
    bucket: 'markbucket',
    level: 'marklevel',
    batch: 7_007_001,
    cpu: '7007002m',
    memory: '1070073Ki', // times the workers it must stay below 8Pi
    max: 7_007_004,
    units: 7_007_005,
    workers: 7_007_006,
    budget: 7_007_007, // the pods of its group, as nobody else is in it
  };
}

function referenceGroup(kind: Kind): Group {
  return {
    name: 'markgroup',
    namespace: `markspace-${kind}`,
    pods: 7_007_007,
    cpu: 70_070_080_000_001,
    memory: '8007009Gi',
    priority: 7_007_010,
  };
}

function markersOf(kind: Kind): Markers {
  return {
    pool: fieldsOf('$p', referencePool(kind)),
    group: fieldsOf('$g', referenceGroup(kind)),
  };
}

/** The longest marker first, so that none is cut up by another. */
function fieldsOf(variable: string, values: Pool | Group): ReadonlyMap<string, string> {
  const fields = Object.entries(values).filter(([field]) => field !== 'kind');
  return new Map(
    fields
      .map(([field, value]) => [String(value), `${variable}.${field}`] as const)
      .toSorted(([a], [b]) => b.length - a.length),
  );
}
