import type { StatusOutcome } from '../../kube/apply-status.ts';
import type { Happening } from '../act/writes.ts';
import type { Condition } from './condition.ts';
import { happeningsOf } from './happenings.ts';
import { sameJson } from './same-json.ts';

interface Status {
  readonly conditions?: readonly Condition[];
}

/** How the status of one resource is written. */
export interface StatusWrite<S extends Status, T extends { readonly status?: S }> {
  readonly object: T;
  readonly status: S;
  readonly mayWrite: () => boolean;
  readonly write: () => Promise<StatusOutcome<T>>;
  readonly learn: (object: T) => void;
  readonly tell: (happening: Happening) => void;
}

/**
 * Writes a status where it says something else than the one that is there, and tells what changed in its conditions. Rejects
 * for an answer that may be another one soon.
 */
export async function writeStatus<S extends Status, T extends { readonly status?: S }>({
  object,
  status,
  mayWrite,
  write,
  learn,
  tell,
}: StatusWrite<S, T>): Promise<void> {
  if (sameJson(comparable(object.status), comparable(status)) || !mayWrite()) return;
  const outcome = await write();
  if (outcome.ok) {
    learn(outcome.object);
    for (const one of happeningsOf(status.conditions ?? [], object.status?.conditions)) tell(one);
    return;
  }
  // a resource that is gone needs no status
  if (outcome.reason !== 'notFound') throw new Error(`writing a status: ${outcome.because}`);
}

/** The server keeps conditions by their type, in an order of its own. */
function comparable(status: Status | undefined): unknown {
  const { conditions = [], ...rest } = status ?? {};
  return {
    ...rest,
    ...Object.fromEntries(conditions.map((one) => [`condition ${one.type}`, one])),
  };
}
