import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { credentialIn, credentialInVariable } from '../pool/credential-in.ts';
import { type Draft, poolWords } from './draft.ts';
import { mapsIn, partOf } from './part.ts';

interface Placed {
  readonly drafts: readonly Draft[];
  readonly notes: readonly string[];
}

/**
 * Gives each variable with a credential in plain text a Secret of its pool's namespace; the credential itself goes
 * nowhere. A pool with one where no Secret can stand, in its command or arguments, is left out.
 */
export function placeSecrets(drafts: readonly Draft[], secret: string): Placed {
  const places = new Map<string, Secret>();
  const notes: string[] = [];
  const placed = drafts.flatMap((draft) => {
    const worker = partOf(draft.spec, 'worker') as JsonObject;
    if (containersOf(worker).some(hasCredentialInText)) {
      notes.push(
        `${poolWords(draft)} is left out: its command or arguments hold a credential in plain text; read it from a variable that comes from a Secret, and import again`,
      );
      return [];
    }
    const keep = (variable: JsonObject) => withSecret(variable, draft, secret, places);
    return [{ ...draft, spec: { ...draft.spec, worker: mapContainers(worker, keep) } }];
  });
  return { drafts: placed, notes: [...notes, ...[...places.values()].map(noteOn)] };
}

interface Secret {
  readonly name: string;
  readonly key: string;
  readonly namespace: string | undefined;
  readonly pools: Set<string>;
}

function withSecret(
  variable: JsonObject,
  { name: pool, namespace }: Draft,
  secret: string,
  places: Map<string, Secret>,
): JsonObject {
  const { name, value } = variable;
  if (typeof name !== 'string' || typeof value !== 'string') return variable;
  if (credentialInVariable(name, value) === undefined) return variable;
  const id = JSON.stringify([namespace ?? null, name, value]);
  const known = places.get(id);
  const count = [...places.values()].filter(
    (one) => one.key === name && one.namespace === namespace,
  ).length;
  const place = known ?? {
    name: count === 0 ? secret : `${secret}-${count + 1}`,
    key: name,
    namespace,
    pools: new Set<string>(),
  };
  places.set(id, place);
  place.pools.add(pool);
  return { name, valueFrom: { secretKeyRef: { name: place.name, key: name } } };
}

function noteOn({ name, key, namespace, pools }: Secret): string {
  const where =
    namespace === undefined ? 'in the namespace of the pools' : `in namespace \`${namespace}\``;
  const whose = [...pools].map((pool) => `\`${pool}\``).join(', ');
  return `the value of ${key} of ${pools.size === 1 ? 'pool' : 'pools'} ${whose} was in plain text: make a Secret \`${name}\` ${where} with the key \`${key}\`, and change the credential, since it has been in a file`;
}

/** The worker itself, the containers beside it, and all of its podTemplate. */
function containersOf(worker: JsonObject): readonly JsonObject[] {
  const spec = partOf(worker.podTemplate, 'spec');
  const others = ['containers', 'initContainers'].flatMap((list) => mapsIn(spec[list]));
  return [worker, ...beside.flatMap((list) => mapsIn(worker[list])), ...others];
}

const beside = ['initContainers', 'sidecars'];

function mapContainers(worker: JsonObject, keep: (variable: JsonObject) => JsonObject): JsonObject {
  const own = { ...withVariables(worker, keep), ...listsIn(worker, beside, keep) };
  if (!isObject(worker.podTemplate)) return own;
  const spec = partOf(worker.podTemplate as JsonObject, 'spec');
  return {
    ...own,
    podTemplate: {
      ...(worker.podTemplate as JsonObject),
      spec: { ...spec, ...listsIn(spec, ['containers', 'initContainers'], keep) },
    },
  };
}

function listsIn(
  from: Readonly<Record<string, Json | undefined>>,
  names: readonly string[],
  keep: (variable: JsonObject) => JsonObject,
): JsonObject {
  const lists = names.flatMap((name) =>
    Array.isArray(from[name])
      ? [[name, mapsIn(from[name]).map((one) => withVariables(one, keep))] as const]
      : [],
  );
  return Object.fromEntries(lists);
}

function withVariables(
  container: JsonObject,
  keep: (variable: JsonObject) => JsonObject,
): JsonObject {
  if (!Array.isArray(container.env)) return container;
  const env = container.env.map((one: Json) => (isObject(one) ? keep(one as JsonObject) : one));
  return { ...container, env };
}

function hasCredentialInText({ command, args }: JsonObject): boolean {
  return [command, args].some(
    (list) =>
      Array.isArray(list) &&
      list.some((text: Json) => typeof text === 'string' && credentialIn(text) !== undefined),
  );
}
