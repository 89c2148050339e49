import type { JsonObject } from '../../model/json.ts';
import type { Parameter } from './trigger.ts';

/** The connections of an Environment as they are met, each under a name of its own. */
export interface ConnectionNames {
  /** Gives the name of the connection that `identity` tells from others, and what the Environment must have for it. */
  readonly use: (
    kind: 'rabbitmq' | 'prometheus' | 'redis',
    identity: readonly unknown[],
    content: (name: string) => JsonObject,
  ) => { readonly name: string; readonly connections: JsonObject };
}

/** Begins with no connections; pools must come in an order that does not depend on the files. */
export function nameConnections(): ConnectionNames {
  const known = new Map<string, string>();
  const counts = new Map<string, number>();
  return {
    use: (kind, identity, content) => {
      const id = JSON.stringify([kind, ...identity]);
      const count = (counts.get(kind) ?? 0) + 1;
      const name = known.get(id) ?? (count === 1 ? kind : `${kind}-${count}`);
      if (!known.has(id)) counts.set(kind, count);
      known.set(id, name);
      return { name, connections: { [kind]: { [name]: content(name) } } };
    },
  };
}

/** The Secret that holds a parameter, and the one to make where it stood in the open. */
export function secretOf(parameter: Parameter, connection: string, key: string): JsonObject {
  const { name, key: own } =
    parameter.from === 'secret' ? parameter : { name: `keda-${connection}`, key };
  return { secretKeyRef: { name, key: own } };
}

/** What is for a person to do where a parameter stood in the open. */
export function secretNotes(
  parameter: Parameter | undefined,
  connection: string,
  key: string,
  namespace: string | undefined,
): readonly string[] {
  if (parameter?.from !== 'text') return [];
  const where =
    namespace === undefined ? 'in the namespace of the pools' : `in namespace \`${namespace}\``;
  return [
    `connection \`${connection}\` was in plain text: make a Secret \`keda-${connection}\` ${where} with what its \`${key}\` was, and change the credential if there was one`,
  ];
}
