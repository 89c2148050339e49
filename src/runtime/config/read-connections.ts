import { isObject } from '../../model/json.ts';
import type { ConnectionSettings } from '../connections.ts';
import { type ConnectionField, connectionFields, pairs } from './connection-fields.ts';
import type { Problem } from './problem.ts';
import { showValue } from './show-value.ts';

type Kind = keyof ConnectionSettings;
type Complain = (field: string, message: string, help?: string) => void;

/** The `connections` of a configuration file, defaults applied; what is wrong goes into `problems`. */
export function readConnections(
  written: unknown,
  where: string,
  problems: Problem[],
): ConnectionSettings {
  const complain: Complain = (field, message, help) => {
    problems.push({ where, field, message, ...(help !== undefined && { help }) });
  };
  const kinds = section(written ?? {}, 'connections', complain);
  const known = Object.keys(connectionFields);
  for (const kind of Object.keys(kinds).filter((name) => !known.includes(name)))
    complain(`connections.${kind}`, 'there is no such kind of connection', oneOf(known));
  const read = known.map((kind) => [kind, readKind(kind as Kind, kinds[kind] ?? {}, complain)]);
  return Object.fromEntries(read) as ConnectionSettings;
}

function readKind(kind: Kind, written: unknown, complain: Complain): object {
  const named = section(written, `connections.${kind}`, complain);
  return Object.fromEntries(
    Object.entries(named).map(([name, one]) => [
      name,
      readOne(kind, one, `connections.${kind}.${name}`, complain),
    ]),
  );
}

function readOne(kind: Kind, written: unknown, path: string, complain: Complain): object {
  const fields = connectionFields[kind];
  const given = section(written, path, complain);
  for (const name of Object.keys(given).filter((one) => !Object.hasOwn(fields, one)))
    complain(`${path}.${name}`, 'there is no such field', oneOf(Object.keys(fields)));
  for (const [one, other] of pairs) {
    if (one in given !== other in given)
      complain(path, `needs both \`${one}\` and \`${other}\`, or none of them`);
  }
  if (kind === 'rabbitmq' && !('managementFile' in given || 'amqpFile' in given))
    complain(path, 'must have `managementFile` or `amqpFile`');
  const values = Object.entries(fields).map(([name, field]) => [
    name,
    readField(field, given[name], `${path}.${name}`, complain),
  ]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

function readField(
  { form, isRequired, default: otherwise }: ConnectionField,
  written: unknown,
  path: string,
  complain: Complain,
): unknown {
  if (written === undefined && !isRequired) return otherwise;
  const value = form.read(written);
  if (value === undefined) complain(path, `must be ${form.rule}, got ${showValue(written)}`);
  return value;
}

function section(written: unknown, path: string, complain: Complain): Record<string, unknown> {
  if (isObject(written)) return written;
  complain(path, `must be an object, got ${showValue(written)}`);
  return {};
}

function oneOf(names: readonly string[]): string {
  return `there are ${names.map((name) => `\`${name}\``).join(', ')}`;
}
