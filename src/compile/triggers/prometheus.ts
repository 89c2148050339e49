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
  const modes = [...(bearerToken ? ['bearer'] : []), ...(basic ? ['basic'] : [])];
  return {
    type: 'prometheus',
    metadata: {
      serverAddress: asked.serverAddress,
      query: asked.query,
      threshold: String(perWorker),
      activationThreshold: '0',
      // By default KEDA takes a missing series for zero; a gap is not a zero.
      ignoreNullValues: 'false',
      ...(modes.length === 0 ? {} : { authModes: modes.join(',') }),
    },
    secrets: secretTargets({ bearerToken, username: basic?.username, password: basic?.password }),
  };
}
