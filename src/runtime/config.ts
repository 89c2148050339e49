import { hostname } from 'node:os';
import { findConflicts } from './config/find-conflicts.ts';
import { findUnknown } from './config/find-unknown.ts';
import { ConfigurationError, type Problem } from './config/problem.ts';
import { readConnections } from './config/read-connections.ts';
import { readConfigurationFile } from './config/read-file.ts';
import { readFlags } from './config/read-flags.ts';
import { readSettings } from './config/read-settings.ts';
import type { Settings } from './config/settings.ts';
import type { ConnectionSettings } from './connections.ts';

/** What a controller was told at its start; it is never read again. */
export interface ControllerConfig extends Settings {
  readonly connections: ConnectionSettings;
  /** Tells the replicas apart, in the Lease and in Events: the name of the pod, else that of the host. */
  readonly identity: string;
}

const nothingToServe: Problem = {
  where: '--config',
  message: 'must name the configuration file, as there are no `namespaces` to serve otherwise',
  help: 'the compiler makes one: --config=/etc/roster/config/config.json',
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of the process. Nothing else in the runtime reads it. */
export function readEnvironment(): Environment {
  return { ...process.env };
}

/** Which of the replicas this is. */
export function identityOf(env: Environment): string {
  return env.POD_NAME || hostname();
}

/** Reads the configuration of the controller; throws one ConfigurationError with everything that is wrong. */
export async function readConfig(
  args: readonly string[],
  env: Environment,
  readFile: (path: string) => Promise<string>,
): Promise<ControllerConfig> {
  const problems: Problem[] = [];
  const { '--config': path, ...flags } = readFlags(args, problems);
  const where = path ?? 'the settings';
  const file = path === undefined ? {} : await readConfigurationFile(path, readFile);
  findUnknown(file, where, problems);
  const settings = readSettings({ flags, env, file, path: where }, problems);
  if (path === undefined && settings.namespaces.length === 0) problems.push(nothingToServe);
  if (problems.length === 0) findConflicts(settings, where, problems);
  const connections = readConnections(file.connections, where, problems);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { ...settings, connections, identity: identityOf(env) };
}
