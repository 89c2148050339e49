import { resolve, sep } from 'node:path';
import { compileEach } from '../compile/compile.ts';
import { printJson } from '../diagnostics/print-json.ts';
import { printText } from '../diagnostics/print-text.ts';
import { hasErrors } from '../diagnostics/report.ts';
import { crds } from '../language/crd/crds.prebuilt.ts';
import { nearest } from '../language/suggest/suggest.ts';
import type { Estate } from '../model/environment.ts';
import { isSame } from '../render/compare.ts';
import { type Files, renderAll } from '../render/files.ts';
import { retainOthers } from '../render/retain.ts';
import { compareTree, type Outcome, writeTree } from '../render/write.ts';
import type { Command, Given } from './command.ts';
import type { Console } from './console.ts';
import { type Exit, exit } from './exit.ts';
import { checkFolder } from './load.ts';
import { oldTree } from './old-tree.ts';
import { differenceLines, tooManyDeletions } from './synth-difference.ts';
import { reportOf } from './synth-report.ts';
import { table } from './synth-table.ts';
import { version } from './version.prebuilt.ts';

export const synthCommand: Command = {
  name: 'synth',
  about:
    'Compiles policies into Kubernetes manifests. Nothing is written when a policy has an error.',
  usage:
    'roster synth [--policies DIR] [--out DIR] [--environment NAME] [--check] [--allow-delete]',
  options: {
    policies: {
      type: 'string',
      value: 'DIR',
      default: 'policies',
      about: 'the folder of policies',
    },
    out: { type: 'string', value: 'DIR', default: 'dist', about: 'the folder of manifests' },
    environment: { type: 'string', value: 'NAME', about: 'render only this environment' },
    check: {
      type: 'boolean',
      about: 'write nothing; exit status 1 when the folder is not what the policies say',
    },
    'allow-delete': { type: 'boolean', about: 'let more policies vanish than 3 or a tenth' },
    quiet: { type: 'boolean', about: 'say nothing when all is well' },
    format: {
      type: 'string',
      value: 'FORMAT',
      default: 'text',
      choices: ['text', 'json'],
      about: 'how the result is printed',
    },
  },
  words: [0, 0],
  run: synth,
};

/** Without the patch, so that a patch release touches no file. */
const outputVersion = version.split('.').slice(0, 2).join('.');

function synth(given: Given, console: Console): Exit {
  const { policies = '', out = '', environment } = given.options;
  if (lieInEachOther(policies, out)) {
    console.error(
      `roster synth: --policies and --out must not lie in each other, got ${policies} and ${out}\n`,
    );
    return exit.usage;
  }
  const { estates: all, diagnostics } = checkFolder(policies);
  if (diagnostics.length > 0) sayDiagnostics(diagnostics, given, console);
  if (hasErrors(diagnostics)) return exit.failed;
  const estates = all.filter(
    (estate) => environment === undefined || estate.environment.name === environment,
  );
  if (estates.length === 0) return sayUnknownEnvironment(environment ?? '', all, console);
  const files = renderEstates(estates, environment, out, progressOn(console, given));
  return given.flags.has('check')
    ? compareWith(out, files, given, console)
    : write(out, files, estates, given, console);
}

/** Rendered manifests among policies would be read as policies the next time, and policies in dist/ would be removed. */
function lieInEachOther(one: string, other: string): boolean {
  const [a, b] = [`${resolve(one)}${sep}`, `${resolve(other)}${sep}`];
  return a.startsWith(b) || b.startsWith(a);
}

function renderEstates(
  estates: readonly Estate[],
  only: string | undefined,
  out: string,
  progress: (text: string) => void,
): Files {
  const rendered = estates.map((estate) => {
    progress(`compiling ${estate.environment.name}: ${estate.pools.length} pools`);
    return { name: estate.environment.name, manifests: compileEach(estate, crds) };
  });
  progress('rendering');
  const files = renderAll(rendered, outputVersion);
  return only === undefined ? files : retainOthers(files, only, oldTree(out));
}

function write(
  out: string,
  files: Files,
  estates: readonly Estate[],
  given: Given,
  console: Console,
): Exit {
  const outcome = writeTree(out, files, {
    deletions: given.flags.has('allow-delete') ? 'any' : 'budget',
  });
  if (outcome.result === 'over-budget' || outcome.result === 'empty') {
    console.error(tooManyDeletions(outcome, out));
    return exit.failed;
  }
  sayOutcome(outcome, files, estates, out, given, console);
  return exit.ok;
}

function sayOutcome(
  outcome: Outcome,
  files: Files,
  estates: readonly Estate[],
  out: string,
  given: Given,
  console: Console,
): void {
  if (given.options.format === 'json')
    console.out(`${JSON.stringify(reportOf(estates, outcome, files), undefined, 2)}\n`);
  else if (!given.flags.has('quiet')) console.out(table(estates, outcome, files, out));
}

function compareWith(out: string, files: Files, given: Given, console: Console): Exit {
  const difference = compareTree(out, files);
  const same = isSame(difference);
  if (given.options.format === 'json')
    console.out(`${JSON.stringify({ fresh: same, ...difference }, undefined, 2)}\n`);
  else if (!same) console.out(differenceLines(difference, out));
  else if (!given.flags.has('quiet'))
    console.out(`${out} is what the policies say: ${files.size} files\n`);
  return same ? exit.ok : exit.failed;
}

function sayDiagnostics(
  diagnostics: Parameters<typeof printText>[0],
  given: Given,
  console: Console,
): void {
  if (given.options.format === 'json' && hasErrors(diagnostics))
    console.out(printJson(diagnostics));
  else console.error(printText(diagnostics, { color: console.color }));
}

function sayUnknownEnvironment(name: string, all: readonly Estate[], console: Console): Exit {
  const names = all.map(({ environment }) => environment.name);
  const near = nearest(name, names);
  console.error(
    `roster synth: there is no environment ${JSON.stringify(name)}; ${near ? `did you mean ${near}?` : `there are ${names.join(', ')}`}\n`,
  );
  return exit.usage;
}

/** Says what is being done on a terminal when there is enough to do that a person would wonder. */
function progressOn(console: Console, { flags }: Given): (text: string) => void {
  if (!console.isTerminal || flags.has('quiet')) return () => undefined;
  return (text) => console.error(`${text} …\n`);
}
