import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** What `npm run testbed` was asked for. */
export interface Order {
  /** The folder whose objects are applied; undefined for an empty cluster. */
  readonly manifests: string | undefined;
  readonly nodes: number;
}

export type Read =
  | { readonly order: Order }
  | { readonly help: string }
  | { readonly mistake: string };

const help = `npm run testbed -- [ENVIRONMENT] [--nodes N] [--empty]

Starts a Kubernetes control plane on loopback, applies dist/ENVIRONMENT and stays until Ctrl-C.

  ENVIRONMENT  a folder of dist/; prod, or the first there is, when none is named
  --nodes N    how many Nodes there are, 0 to 500; 3
  --empty      apply nothing, CRDs aside where they are to be had`;

const options = {
  nodes: { type: 'string', default: '3' },
  empty: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Reads the words after `npm run testbed`; environments are looked for in `dist`. */
export function readCommandLine(words: readonly string[], dist: string): Read {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(words);
  } catch (error) {
    return { mistake: `${(error as Error).message}\n\n${help}` };
  }
  const { values, positionals } = parsed;
  if (values.help) return { help };
  const nodes = Number(values.nodes);
  if (!/^\d+$/.test(values.nodes) || nodes > 500) {
    return { mistake: `--nodes must be a whole number from 0 to 500, got ${values.nodes}` };
  }
  if (positionals.length > 1) {
    return { mistake: `one environment at a time, got ${positionals.join(' ')}` };
  }
  if (values.empty) {
    return positionals.length === 0
      ? { order: { manifests: undefined, nodes } }
      : { mistake: `--empty applies nothing, so ${positionals[0]} has no place` };
  }
  const environments = environmentsIn(dist);
  const environment = positionals[0] ?? (environments.includes('prod') ? 'prod' : environments[0]);
  if (environment === undefined) {
    return { mistake: `${dist} holds no environment; run \`npm run synth\` first` };
  }
  return environments.includes(environment)
    ? { order: { manifests: join(dist, environment), nodes } }
    : { mistake: `there is no ${dist}/${environment}; there is ${environments.join(', ')}` };
}

function parse(words: readonly string[]) {
  return parseArgs({ args: [...words], options, allowPositionals: true });
}

function environmentsIn(dist: string): readonly string[] {
  if (!existsSync(dist)) return [];
  return readdirSync(dist, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}
