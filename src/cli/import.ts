import type { Command } from './command.ts';
import { exit } from './exit.ts';
import { runImportHyperflow } from './import-hyperflow.ts';

export const importCommand: Command = {
  name: 'import',
  about:
    'Turns the files of another system into policies. Nothing is overwritten; what has no counterpart is said.',
  usage: 'roster import hyperflow FILE… [--out DIR] [--namespace NAME]',
  options: {
    out: {
      type: 'string',
      value: 'DIR',
      default: 'policies',
      about: 'the folder that the policies are written to',
    },
    namespace: { type: 'string', value: 'NAME', about: 'namespace of pools that name none' },
  },
  words: [2, Number.POSITIVE_INFINITY],
  run: ({ words: [system, ...files], options }, console) => {
    if (system !== 'hyperflow') {
      console.error(`roster import: the system must be hyperflow, got ${JSON.stringify(system)}\n`);
      return exit.usage;
    }
    return runImportHyperflow(files, options, console);
  },
};
