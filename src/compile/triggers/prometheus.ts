import type { PrometheusConnection } from '../../model/connection.ts';
import type { Scaler } from './scaler.ts';
import { secretTargets } from './secret-target.ts';

/** The value of an expression, `perWorker` to each worker, asked with the credentials of a connection. */
export function prometheus(
  asked: { readonly query: string; readonly serverAddress: string },
  connection: PrometheusConnection | undefined,
  perWorker: number,
): Scaler {
  const { bearerToken, basic } = connection ?? {};
  return {
    type: 'prometheus',
    metadata: {
      serverAddress: asked.serverAddress,
      query: asked.query,
      threshold: String(perWorker),
      activationThreshold: '0',
      // By default KEDA takes a missing series for zero; a gap is not a zero.
      ignoreNullValues: 'false',
      ...authModes(connection),
    },
    secrets: secretTargets({ bearerToken, username: basic?.username, password: basic?.password }),
  };
}

function authModes(connection: PrometheusConnection | undefined): { readonly authModes?: string } {
  const { name, bearerToken, basic } = connection ?? {};
  if (bearerToken && basic) {
    throw new Error(`KEDA takes a bearer token or a password for Prometheus ${name}, not both`);
  }
  if (bearerToken) return { authModes: 'bearer' };
  return basic ? { authModes: 'basic' } : {};
}
