import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartOf } from './chart.ts';
import type { Rendered } from './chart-template.ts';
import { estateOf } from './estate.ts';
import { policiesOf } from './policies.ts';
import type { Programs } from './programs.ts';
import { assertSameObjects } from './same-objects.ts';
import {
  type Listed,
  listObjects,
  type Manifest,
  parseObjects,
  readObject,
  writeFiles,
} from './tree.ts';

/** The same pools, as each program wants them. */
export interface Inputs {
  readonly pools: number;
  readonly objects: number;
  /** Objects that were compared to the last field between Roster and the others. */
  readonly compared: number;
  readonly policyBytes: number;
  readonly policies: string;
  /** A policy that the runs of `check` change. */
  readonly onePolicy: string;
  readonly chart: string;
  /** Absent where cdk8s is not asked: its time grows with the square. */
  readonly charts?: string;
  /** What Roster made of the policies. */
  readonly tree: string;
}

const CDK8S_LIMIT = 1000;
const COMPARE_ALL_LIMIT = 100;

/** Writes the inputs for one number of pools and makes sure that all programs render the same objects from them. */
export function prepare(
  pools: number,
  programs: Programs,
  rendered: Rendered,
  folder: string,
): Inputs {
  const at = (name: string) => join(folder, name);
  const estate = estateOf(pools);
  const policies = policiesOf(estate);
  writeFiles(at('policies'), policies);
  writeFiles(at('chart'), chartOf(estate, rendered));
  const words = ['synth', '--policies', at('policies'), '--out', at('tree'), '--quiet'];
  execFileSync(process.execPath, [programs.roster, ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });

  const objects = listObjects(at('tree'));
  const last = estate.pools.at(-1);
  const chosen = new Set([estate.pools[0]?.namespace, last?.namespace]);
  const isCompared = ({ namespace }: Listed) => pools <= COMPARE_ALL_LIMIT || chosen.has(namespace);
  const compared = assertSameObjects(
    at('tree'),
    helmObjects(programs.helm.path, at('chart')),
    isCompared,
  );
  const input = {
    pools,
    objects: objects.length,
    compared,
    policyBytes: [...policies.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    policies: at('policies'),
    onePolicy: at(`policies/${last?.namespace}/${last?.name}.yaml`),
    chart: at('chart'),
    tree: at('tree'),
  };
  if (pools > CDK8S_LIMIT) return input;

  writeFileSync(at('charts.json'), JSON.stringify(chartsOf(at('tree'), objects)));
  mkdirSync(at('cdk8s'));
  execFileSync(process.execPath, [programs.cdk8s, at('charts.json'), at('cdk8s')]);
  assertSameObjects(at('tree'), cdk8sObjects(at('cdk8s')), isCompared);
  return { ...input, charts: at('charts.json') };
}

function helmObjects(helm: string, chart: string): readonly Manifest[] {
  const maxBuffer = 2 ** 30;
  return parseObjects(execFileSync(helm, ['template', chart], { encoding: 'utf8', maxBuffer }));
}

function cdk8sObjects(folder: string): readonly Manifest[] {
  return readdirSync(folder).flatMap((name) =>
    parseObjects(readFileSync(join(folder, name), 'utf8')),
  );
}

/** One chart for each policy, as Roster has it. */
function chartsOf(tree: string, objects: readonly Listed[]): Record<string, Manifest[]> {
  const charts: Record<string, Manifest[]> = {};
  for (const one of objects) {
    const policy = one.path.split('/').slice(1, -1).join('-');
    charts[policy] ??= [];
    charts[policy].push(readObject(tree, one));
  }
  return charts;
}
