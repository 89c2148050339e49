import type { EnvVar } from '../../../model/container.ts';
import { isObject } from '../../../model/json.ts';
import type { Pod, Security } from '../../../model/pod.ts';
import type { Path } from '../../../model/source.ts';
import { type Context, complain } from '../../place.ts';
import { reportPlainCredentials } from '../../pool/credentials.ts';
import { readImage } from '../../pool/image.ts';
import { itemsOf } from './template-items.ts';

type Container = Readonly<Record<string, unknown>>;

/** Checks the containers of a podTemplate like those that the policy has itself: images, credentials, and privileges that exclude each other. */
export function reportContainers(
  context: Context,
  { spec }: NonNullable<Pod['podTemplate']>,
  security: Security,
  lists: ReadonlyMap<string, string>,
): void {
  if (!isObject(spec)) return;
  for (const list of ['containers', 'initContainers'] as const) {
    for (const { index, item } of itemsOf(spec, list)) {
      const path = ['worker', 'podTemplate', 'spec', list, index];
      const isOurs = typeof item.name === 'string' && lists.get(item.name) === list;
      reportImage(context, path, item, isOurs);
      reportTexts(context, path, item);
      reportPrivileges(
        context,
        path,
        item,
        isOurs && !security.relax.includes('privilegeEscalation'),
      );
    }
  }
}

function reportImage(context: Context, path: Path, { image }: Container, isOurs: boolean): void {
  if (typeof image === 'string') readImage(context, [...path, 'image'], image);
  else if (image !== undefined || !isOurs) {
    complain(
      context,
      image === undefined ? 'missing-field' : 'wrong-value',
      [...path, 'image'],
      (field) => (image === undefined ? `${field} is required` : `${field} must be a text`),
      { at: image === undefined ? 'key' : 'value' },
    );
  }
}

function reportTexts(context: Context, path: Path, { env, command, args }: Container): void {
  reportPlainCredentials(
    context,
    { env: listOf(env).map(variable), command: textsOf(command), args: textsOf(args) },
    path,
  );
  for (const [index, one] of listOf(env).entries()) {
    if (!isObject(one) || one.value === undefined || typeof one.value === 'string') continue;
    complain(
      context,
      'wrong-value',
      [...path, 'env', index, 'value'],
      (field) => `${field} must be a text, got ${JSON.stringify(one.value)}`,
      { help: 'put it in quotes' },
    );
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textsOf(value: unknown): readonly string[] {
  return listOf(value).map((one) => (typeof one === 'string' ? one : ''));
}

function variable(one: unknown): EnvVar {
  const { name, value } = isObject(one) ? one : {};
  return {
    name: typeof name === 'string' ? name : '',
    ...(typeof value === 'string' && { value }),
  };
}

/** The API server refuses containers that shall gain no privileges and have them all. */
function reportPrivileges(
  context: Context,
  path: Path,
  { securityContext }: Container,
  isHardened: boolean,
): void {
  if (!isObject(securityContext)) return;
  const { privileged, allowPrivilegeEscalation: written, capabilities } = securityContext;
  const added = isObject(capabilities) ? listOf(capabilities.add) : [];
  const isSystem = added.includes('SYS_ADMIN') || added.includes('CAP_SYS_ADMIN');
  const mayEscalate = written === undefined && isHardened ? false : written;
  if (mayEscalate !== false || !(privileged === true || isSystem)) return;
  const at = privileged === true ? ['privileged'] : ['capabilities', 'add'];
  complain(
    context,
    'conflicting-fields',
    [...path, 'securityContext', ...at],
    (field) => `${field} needs \`allowPrivilegeEscalation: true\` beside it`,
    { at: 'key' },
  );
}
