import { ConfigurationError } from '../config/problem.ts';
import type { Environment } from '../config.ts';
import type { Parts } from '../parts.ts';

/** What the process ends with. Kubernetes starts it again after each of them; people read them. */
export const exits = { ok: 0, failed: 1, misused: 2 } as const;
export type ExitCode = (typeof exits)[keyof typeof exits];

/** What one start of the process was given. */
export interface Start extends Omit<Parts, 'log'> {
  /** Without the programs: `controller`, `--config=…`. */
  readonly args: readonly string[];
  readonly env: Environment;
  /** Fires when the process is told to stop. */
  readonly stop: AbortSignal;
  /** Takes what people are to read when there is no log yet. */
  readonly error: (text: string) => void;
}

/** Runs one component until `stop` fires or it fails. */
export type RunComponent = (start: Start) => Promise<ExitCode>;

export interface Components {
  readonly controller: RunComponent;
  /** In the place of the worker controller of Oasis. */
  readonly oasisDropIn: RunComponent;
  readonly isOasisDropIn: (args: readonly string[], env: Environment) => boolean;
}

const usage = `Usage: runtime.js controller --config=FILE
       runtime.js                            in the place of the Oasis worker controller, with its settings

Settings: docs/reference/runtime-settings.md
`;

/** Runs the component that the first argument names; what is wrong with the arguments or the configuration is said and is 2. */
export async function startComponent(start: Start, components: Components): Promise<ExitCode> {
  const [name, ...args] = start.args;
  try {
    if (components.isOasisDropIn(start.args, start.env)) return await components.oasisDropIn(start);
    if (name === 'controller') return await components.controller({ ...start, args });
    start.error(misuse(name));
    return exits.misused;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    start.error(
      `roster: the configuration has ${count(error.problems.length)}\n${error.message}\n`,
    );
    return exits.misused;
  }
}

function misuse(name: string | undefined): string {
  if (name === undefined) return usage;
  if (name === 'gateway')
    return 'roster: the gateway is not part of this version; take its Deployment out until it is\n';
  return `roster: there is no component ${JSON.stringify(name)}\n\n${usage}`;
}

function count(problems: number): string {
  return problems === 1 ? 'one problem' : `${problems} problems`;
}
