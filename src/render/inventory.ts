import { isObject } from '../model/json.ts';

/** One file of `dist/` that holds an object, as `index.json` lists it. */
export interface Entry {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
  /** Where the policy stands, `file:line`. */
  readonly policy: string;
  /** Which policy it is, `WorkerPool montage/mproject`: it stays when the policy's file is moved. */
  readonly policyName: string;
}

export interface Inventory {
  /** The version of Roster that wrote the tree, `major.minor`: a patch must not touch every tree. */
  readonly roster: string;
  readonly objects: readonly Entry[];
}

/** Where the inventory lies in the output. */
export const INVENTORY = 'index.json';

/** Writes an inventory with one object a line, so that a changed object is a changed line. */
export function writeInventory({ roster, objects }: Inventory): string {
  const lines = objects.map((entry) => `    ${JSON.stringify(entry)}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "roster": ${JSON.stringify(roster)},\n  "objects": ${list}\n}\n`;
}

/** Reads what `writeInventory` wrote; throws on anything else, such as a file with conflict marks. */
export function readInventory(text: string): Inventory {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`reading ${INVENTORY}`, { cause: error });
  }
  if (!isInventory(value)) throw new Error(`${INVENTORY} is not an inventory that roster wrote`);
  return value;
}

function isInventory(value: unknown): value is Inventory {
  if (!isObject(value)) return false;
  const { roster, objects } = value;
  return typeof roster === 'string' && Array.isArray(objects) && objects.every(isEntry);
}

function isEntry(value: unknown): value is Entry {
  if (!isObject(value)) return false;
  const { path, policyName } = value;
  return typeof path === 'string' && typeof policyName === 'string';
}
