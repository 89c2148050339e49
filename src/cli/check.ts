import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { printGithub } from '../diagnostics/print-github.ts';
import { printJson } from '../diagnostics/print-json.ts';
import { printSarif } from '../diagnostics/print-sarif.ts';
import { printText } from '../diagnostics/print-text.ts';
import { hasErrors } from '../diagnostics/report.ts';
import type { Estate } from '../model/environment.ts';
import type { Pod } from '../model/pod.ts';
import { ownContainers, relaxedBy } from '../model/relaxed-by.ts';
import type { Command } from './command.ts';
import type { Console } from './console.ts';
import { exit } from './exit.ts';
import { checkFolder } from './load.ts';
import { startsOn } from './trigger-words.ts';
import { version } from './version.prebuilt.ts';

const formats = ['text', 'json', 'sarif', 'github'] as const;

export const checkCommand: Command = {
  name: 'check',
  about:
    'Checks policies and says what is wrong, where, and what to do. Exit status 1 when there are errors.',
  usage: 'roster check [--policies DIR] [--format FORMAT]',
  options: {
    policies: {
      type: 'string',
      value: 'DIR',
      default: 'policies',
      about: 'the folder of policies',
    },
    format: {
      type: 'string',
      value: 'FORMAT',
      default: 'text',
      choices: formats,
      about: 'how findings are printed',
    },
  },
  words: [0, 0],
  run: ({ options: { policies = '', format = 'text' } }, console) => {
    const { estates, diagnostics, files } = checkFolder(policies);
    console.out(print(diagnostics, format as (typeof formats)[number], console));
    if (format === 'text') console.out(summary(estates, diagnostics, files));
    return hasErrors(diagnostics) ? exit.failed : exit.ok;
  },
};

function print(
  diagnostics: readonly Diagnostic[],
  format: (typeof formats)[number],
  { color }: Console,
): string {
  switch (format) {
    case 'json':
      return printJson(diagnostics);
    case 'sarif':
      return printSarif(diagnostics, { version });
    case 'github':
      return printGithub(diagnostics);
    case 'text':
      return printText(diagnostics, { color });
  }
}

/** What was checked, who moves each number and why, and what was relaxed: said only when nothing is wrong. */
function summary(
  estates: readonly Estate[],
  diagnostics: readonly Diagnostic[],
  files: number,
): string {
  if (hasErrors(diagnostics)) return '';
  const lines = estates.flatMap((estate) => [
    headLine(estate),
    ...estate.pools.map(engineLine),
    ...estate.jobs.map(jobLine),
    ...estate.clusters.map(clusterLine),
    ...estate.pools.flatMap(relaxedLines),
    ...estate.jobs.flatMap(relaxedLines),
    ...estate.clusters.flatMap(clusterRelaxedLines),
  ]);
  return `${files === 1 ? '1 file is' : `${files} files are`} fine\n${lines.join('\n')}\n`;
}

interface Relaxed {
  readonly namespace: string;
  readonly name: string;
  readonly worker: Pod;
  /** The name of the pod's main container. */
  readonly main?: string;
}

function headLine({ environment, pools, groups, jobs, clusters }: Estate): string {
  const parts = [
    count(pools.length, 'pool'),
    count(groups.length, 'group'),
    ...(jobs.length === 0 ? [] : [count(jobs.length, 'job')]),
    ...(clusters.length === 0 ? [] : [count(clusters.length, 'cluster template')]),
  ];
  return `${environment.name}: ${parts.join(', ')}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function engineLine({ namespace, name, scaling, engine }: Estate['pools'][number]): string {
  return `  ${namespace}/${name}: ${scaling.demand.mode}, engine ${engine.name}: ${engine.because}`;
}

function jobLine({ namespace, name, trigger }: Estate['jobs'][number]): string {
  return `  ${namespace}/${name}: job, starts on ${startsOn(trigger)}`;
}

function clusterLine({ namespace, name, dialect }: Estate['clusters'][number]): string {
  return `  ${namespace}/${name}: clusters, dialect ${dialect}`;
}

function clusterRelaxedLines(cluster: Estate['clusters'][number]): readonly string[] {
  const { namespace, name, scheduler, worker } = cluster;
  return [
    ...relaxedLines({
      namespace,
      name: `${name} (scheduler)`,
      worker: scheduler,
      main: 'scheduler',
    }),
    ...relaxedLines({ namespace, name: `${name} (worker)`, worker }),
  ];
}

function relaxedLines({ namespace, name, worker, main }: Relaxed): readonly string[] {
  const { relax } = worker.security;
  const undone = relaxedBy(worker.podTemplate, ownContainers(worker, main));
  return [
    ...(relax.length === 0 ? [] : [`  ${namespace}/${name}: relaxed: ${relax.join(', ')}`]),
    ...(undone.length === 0
      ? []
      : [`  ${namespace}/${name}: relaxed by podTemplate: ${undone.join(', ')}`]),
  ];
}
