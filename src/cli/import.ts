import type { Command } from './command.ts';
import type { Console } from './console.ts';
import { type Exit, exit } from './exit.ts';
import { runImportHyperflow } from './import-hyperflow.ts';
import { runImportKeda } from './import-keda.ts';
import { runImportOasis } from './import-oasis.ts';

type Run = (
  files: readonly string[],
  options: Readonly<Record<string, string>>,
  console: Console,
) => Exit;

const systems: ReadonlyMap<string, Run> = new Map([
  ['hyperflow', runImportHyperflow],
  ['keda', runImportKeda],
  ['oasis', runImportOasis],
]);

/** Options that only some systems have. */
const ofOasis = ['model', 'connection'];

export const importCommand: Command = {
  name: 'import',
  about:
    'Turns the files of another system into policies: worker pools and chart values of HyperFlow, chart values and settings of Oasis models, Deployments with what scales them. Nothing is overwritten; what has no counterpart is said, and so is how the rendered objects differ.',
  usage:
    'roster import hyperflow|keda|oasis FILE… [--out DIR] [--namespace NAME] [--connection NAME] [--model ID]',
  options: {
    out: {
      type: 'string',
      value: 'DIR',
      default: 'policies',
      about: 'the folder that the policies are written to',
    },
    namespace: { type: 'string', value: 'NAME', about: 'namespace of pools that name none' },
    connection: {
      type: 'string',
      value: 'NAME',
      about: 'oasis: a connection of an Environment that is there; none is written then',
    },
    model: {
      type: 'string',
      value: 'ID',
      about: 'oasis: the model, SUPPLIER/MODEL/VERSION, that settings without a name are for',
    },
  },
  words: [2, Number.POSITIVE_INFINITY],
  run: ({ words: [system = '', ...files], options }, console) => {
    const run = systems.get(system);
    if (run === undefined) {
      console.error(
        `roster import: the system must be one of ${[...systems.keys()].join(', ')}, got ${JSON.stringify(system)}\n`,
      );
      return exit.usage;
    }
    const foreign = ofOasis.find((name) => options[name] !== undefined && system !== 'oasis');
    if (foreign !== undefined) {
      console.error(`roster import: --${foreign} goes with oasis, got ${system}\n`);
      return exit.usage;
    }
    return run(files, options, console);
  },
};
