import { readdirSync } from 'node:fs';
import { type Command, helpOf } from '../../src/cli/command.ts';
import { isObject } from '../../src/model/json.ts';
import { compareText } from '../../src/model/order.ts';
import { block, header } from './markdown.ts';

const folder = new URL('../../src/cli/', import.meta.url);

/** The page of all commands: what `--help` prints, so that there is one text and not two. */
export async function commandsPage(): Promise<string> {
  const commands = await allCommands();
  return [
    header,
    '# Commands\n',
    'Results go to the output, everything else to the error stream. The exit status is 0 when all is well, 1 when the\npolicies have errors, `dist/` is not what they say, or `why` gets no answer or comes to another number, and 2 when the\ncommand line cannot be understood.\n',
    ...commands.map((one) => `## roster ${one.name}\n\n${block('text', helpOf(one))}`),
  ].join('\n');
}

/** Every command that a module of the command line exports; found, not listed, so that none is forgotten. */
export async function allCommands(): Promise<readonly Command[]> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'main.ts');
  const modules = await Promise.all(
    files.map(async (name) => (await import(new URL(name, folder).href)) as object),
  );
  return modules
    .flatMap((one) => Object.values(one))
    .filter(isCommand)
    .toSorted((a, b) => compareText(a.name, b.name));
}

function isCommand(value: unknown): value is Command {
  return isObject(value) && typeof value.run === 'function' && isObject(value.options);
}
