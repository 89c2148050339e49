import type { Command, Given } from './command.ts';
import type { Console } from './console.ts';
import { type Exit, exit } from './exit.ts';
import { readLedger } from './why-document.ts';
import { recompute } from './why-recompute.ts';
import { reportOf } from './why-report.ts';
import { fetchLedger } from './why-source.ts';

export const whyCommand: Command = {
  name: 'why',
  about:
    'Tells why a pool has the number of workers it has: the newest decisions of the controller, what each was made from and every rule that had a say. Each decision is made again here from the same input; exit status 1 when another number comes out.',
  usage: 'roster why NAMESPACE/NAME [--url URL | --file FILE] [--json]',
  options: {
    url: {
      type: 'string',
      value: 'URL',
      about: 'where the leader answers, for instance http://127.0.0.1:8080 after a port-forward',
    },
    file: { type: 'string', value: 'FILE', about: 'decisions that were saved; - for the input' },
    json: { type: 'boolean', about: 'print the decisions as the controller gives them' },
    'runtime-namespace': {
      type: 'string',
      value: 'NAME',
      default: 'roster',
      about: 'namespace of the controller, where kubectl asks',
    },
    context: { type: 'string', value: 'NAME', about: 'passed to kubectl' },
    kubeconfig: { type: 'string', value: 'FILE', about: 'passed to kubectl' },
  },
  words: [1, 1],
  run: tellWhy,
};

async function tellWhy(given: Given, console: Console): Promise<Exit> {
  const pool = given.words[0] ?? '';
  const misuse = misuseOf(pool, given);
  if (misuse !== undefined) return say(console, misuse, exit.usage);
  const fetched = await fetchLedger(pool, given.options);
  if (!fetched.ok) return say(console, fetched.problem, exit.failed);
  const read = readLedger(fetched.text, pool);
  if (!read.ok) return say(console, read.problem, exit.failed);
  const { ledger } = read;
  const recomputed = recompute(ledger);
  if (given.flags.has('json'))
    console.out(`${JSON.stringify({ ...ledger, recomputed }, undefined, 2)}\n`);
  else console.out(reportOf(ledger, recomputed));
  return recomputed.every(({ same }) => same) ? exit.ok : exit.failed;
}

function misuseOf(pool: string, { options }: Given): string | undefined {
  if (!/^[a-z0-9.-]+\/[a-z0-9.-]+$/.test(pool))
    return `the pool must be given as NAMESPACE/NAME, got ${JSON.stringify(pool)}`;
  if (options.url !== undefined && options.file !== undefined)
    return '--url and --file cannot both be given';
  return undefined;
}

function say(console: Console, problem: string, status: Exit): Exit {
  console.error(`roster why: ${problem}\n`);
  return status;
}
