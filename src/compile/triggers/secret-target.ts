import type { SecretKey } from '../../model/connection.ts';
import type { SecretTarget } from './scaler.ts';

/** The Secrets of a connection as parameters of a scaler; those that a connection does not have are left out. */
export function secretTargets(
  secrets: Readonly<Record<string, SecretKey | undefined>>,
): readonly SecretTarget[] {
  return Object.entries(secrets).flatMap(([parameter, secret]) =>
    secret === undefined ? [] : [{ parameter, name: secret.name, key: secret.key }],
  );
}
