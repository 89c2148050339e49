import { basename, join } from 'node:path';
import { makeDiskFolder, type Place } from './place.ts';
import type { Inputs } from './prepare.ts';
import type { Programs } from './programs.ts';

export const names = [
  'roster',
  'helm',
  'helm-files',
  'cdk8s',
  'roster-again',
  'roster-check',
  'roster-disk',
] as const;

export type Name = (typeof names)[number];

/** What the contenders are, in the words of the report. */
export const titles: Readonly<Record<Name, string>> = {
  roster: 'roster synth',
  helm: 'helm template > /dev/null',
  'helm-files': 'helm template --output-dir',
  cdk8s: 'cdk8s app.synth(), a chart per pool',
  'roster-again': 'roster synth, nothing changed',
  'roster-check': 'roster check, one file changed',
  'roster-disk': 'roster synth, to the disk',
};

/** A program and the words that start it; `out` is a folder that is not there yet. */
export interface Contender {
  readonly name: Name;
  readonly words: (out: string) => readonly string[];
}

/** The number of pools at which Roster's other commands are timed too. */
const OTHER_COMMANDS_AT = 1000;

/** Lists the programs to run one after the other in each round. */
export function contendersFor(
  inputs: Inputs,
  { roster, helm, cdk8s }: Programs,
  { isMemory }: Place,
): readonly Contender[] {
  const { policies, chart, charts, tree } = inputs;
  const node = process.execPath;
  const list: Contender[] = [
    {
      name: 'roster',
      words: (out) => [node, roster, 'synth', '--policies', policies, '--out', out],
    },
    { name: 'helm', words: () => [helm.path, 'template', chart] },
    { name: 'helm-files', words: (out) => [helm.path, 'template', chart, '--output-dir', out] },
  ];
  if (charts !== undefined)
    list.push({ name: 'cdk8s', words: (out) => [node, cdk8s, charts, out] });
  if (inputs.pools === OTHER_COMMANDS_AT) {
    list.push(
      {
        name: 'roster-again',
        words: () => [node, roster, 'synth', '--policies', policies, '--out', tree],
      },
      { name: 'roster-check', words: () => [node, roster, 'check', '--policies', policies] },
    );
  }
  if (inputs.pools === OTHER_COMMANDS_AT && isMemory) {
    const disk = makeDiskFolder();
    list.push({
      name: 'roster-disk',
      words: (out) => [
        node,
        roster,
        'synth',
        '--policies',
        policies,
        '--out',
        join(disk, basename(out)),
      ],
    });
  }
  return list;
}
