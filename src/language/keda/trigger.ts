import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { mapsIn, partOf } from '../import/part.ts';

/** A reason why a pool cannot be imported; a value, so that it is said and not thrown. */
export interface Problem {
  readonly problem: string;
}

/** Tells a reason from what was asked for. */
export function isProblem(value: unknown): value is Problem {
  return isObject(value) && typeof value.problem === 'string';
}

/** A trigger of a ScaledObject with all that opens it. */
export interface Trigger {
  readonly type: string;
  /** Texts, as KEDA reads them. */
  readonly metadata: ReadonlyMap<string, string>;
  /** What stands in Secrets or variables instead, by the parameter. */
  readonly opened: ReadonlyMap<string, Parameter>;
}

/** Where a parameter of a trigger comes from. */
export type Parameter =
  | { readonly from: 'secret'; readonly name: string; readonly key: string }
  | { readonly from: 'text'; readonly text: string };

/** What a trigger refers to: the TriggerAuthentications of its namespace, and the variables of the workers. */
export interface Keyring {
  readonly authentications: ReadonlyMap<string, JsonObject>;
  readonly variables: readonly JsonObject[];
}

/** Reads a trigger and finds what opens it. */
export function readTrigger(trigger: Json, keyring: Keyring): Trigger | Problem {
  const { type, metricType, authenticationRef } = partOf({ trigger }, 'trigger');
  if (typeof type !== 'string') return { problem: 'a trigger has no type' };
  if (metricType === 'Value')
    return { problem: `trigger \`${type}\` has the metricType Value, which divides by nothing` };
  const metadata = textsOf(partOf(trigger, 'metadata'));
  const opened = openedBy(type, authenticationRef, keyring);
  if (isProblem(opened)) return opened;
  const named = fromVariables(type, metadata, keyring.variables);
  if (isProblem(named)) return named;
  return { type, metadata: named.metadata, opened: new Map([...opened, ...named.opened]) };
}

function textsOf(map: Readonly<Record<string, Json>>): ReadonlyMap<string, string> {
  const entries = Object.entries(map).flatMap(([key, value]) =>
    value === null || typeof value === 'object' ? [] : [[key, String(value)] as const],
  );
  return new Map(entries);
}

function openedBy(
  type: string,
  ref: Json | undefined,
  { authentications, variables }: Keyring,
): ReadonlyMap<string, Parameter> | Problem {
  if (ref === undefined || ref === null) return new Map();
  const { name, kind = 'TriggerAuthentication' } = partOf({ ref }, 'ref');
  if (kind !== 'TriggerAuthentication')
    return {
      problem: `trigger \`${type}\` is opened by a ${String(kind)}, which no policy can name`,
    };
  const object = authentications.get(String(name));
  if (object === undefined)
    return {
      problem: `trigger \`${type}\` is opened by the TriggerAuthentication \`${String(name)}\`, which is not among the files`,
    };
  const { secretTargetRef, env, ...others } = partOf(object, 'spec');
  const [other] = Object.keys(others);
  if (other !== undefined)
    return {
      problem: `the TriggerAuthentication \`${String(name)}\` has \`${other}\`, which has no counterpart`,
    };
  return parametersOf(type, mapsIn(secretTargetRef), mapsIn(env), variables);
}

function parametersOf(
  type: string,
  secrets: readonly JsonObject[],
  env: readonly JsonObject[],
  variables: readonly JsonObject[],
): ReadonlyMap<string, Parameter> | Problem {
  const opened = new Map<string, Parameter>();
  for (const { parameter, name, key } of secrets) {
    opened.set(String(parameter), { from: 'secret', name: String(name), key: String(key) });
  }
  for (const { parameter, name } of env) {
    const found = variable(type, String(name), variables);
    if (isProblem(found)) return found;
    opened.set(String(parameter), found);
  }
  return opened;
}

/** `hostFromEnv: RABBITMQ_URL` means the variable of the worker. */
function fromVariables(
  type: string,
  metadata: ReadonlyMap<string, string>,
  variables: readonly JsonObject[],
): Pick<Trigger, 'metadata' | 'opened'> | Problem {
  const plain = new Map<string, string>();
  const opened = new Map<string, Parameter>();
  for (const [key, value] of metadata) {
    const parameter = key.endsWith('FromEnv') ? key.slice(0, -'FromEnv'.length) : undefined;
    if (parameter === undefined) {
      plain.set(key, value);
      continue;
    }
    const found = variable(type, value, variables);
    if (isProblem(found)) return found;
    opened.set(parameter, found);
  }
  return { metadata: plain, opened };
}

function variable(
  type: string,
  name: string,
  variables: readonly JsonObject[],
): Parameter | Problem {
  const found = variables.findLast((one) => one.name === name);
  const { name: secret, key } = partOf(partOf(found, 'valueFrom'), 'secretKeyRef');
  if (typeof secret === 'string' && typeof key === 'string')
    return { from: 'secret', name: secret, key };
  if (typeof found?.value === 'string') return { from: 'text', text: found.value };
  return {
    problem: `trigger \`${type}\` reads the variable \`${name}\` of the worker, which neither has a value nor comes from a Secret`,
  };
}

/** The parameter as a text, wherever it stands in the open. */
export function textOf({ metadata, opened }: Trigger, parameter: string): string | undefined {
  const found = opened.get(parameter);
  return found?.from === 'text' ? found.text : metadata.get(parameter);
}

/** A whole or decimal number above zero that KEDA reads from a text. */
export function positiveOf(text: string | undefined, usual: string): number | undefined {
  const number = /^\d+(\.\d+)?$/.test(text ?? usual) ? Number(text ?? usual) : undefined;
  return number !== undefined && number > 0 ? number : undefined;
}

/** The first field of a trigger that is neither understood nor without effect on the number. */
export function unknownField(
  { type, metadata, opened }: Trigger,
  known: readonly string[],
): Problem | undefined {
  const harmless = ['metricName', 'timeout', 'activationValue', 'activationThreshold'];
  const field = [...metadata.keys(), ...opened.keys()].find(
    (key) => !known.includes(key) && !harmless.includes(key),
  );
  return field === undefined
    ? undefined
    : { problem: `trigger \`${type}\` has \`${field}\`, which has no counterpart` };
}
