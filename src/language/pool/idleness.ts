import { type Demand, type Idleness, type Scaling, signalOf } from '../../model/scaling.ts';
import { type Context, complain } from '../place.ts';
import type { WrittenPool } from '../schema/worker-pool.ts';
import { isLabelKey } from '../values/names.ts';

type Written = WrittenPool['scaling'];

/** Reads who says which workers are idle; a broker that can say it is asked without being named. */
export function readIdleness(
  context: Context,
  { idleness: written, victims }: Written,
  demand: Demand,
): Idleness | undefined {
  if (victims === 'any') {
    if (written !== undefined) reportUnused(context);
    return undefined;
  }
  if (written === undefined) return canBrokerTell(demand) ? { from: 'broker' } : undefined;
  const { annotation, http } = written;
  if (annotation !== undefined) {
    reportKey(context, annotation);
    return { from: 'annotation', key: annotation };
  }
  if (http !== undefined) return { from: 'http', ...http };
  reportBroker(context, demand);
  return { from: 'broker' };
}

/** Warns of a policy that has idle workers go first where nothing says which these are. */
export function reportIdleUnknown(context: Context, written: Written, scaling: Scaling): void {
  if (written.victims !== 'idle' || scaling.victims !== 'idle' || scaling.idleness !== undefined)
    return;
  complain(
    context,
    'idle-unknown',
    ['scaling', 'victims'],
    (field) => `${field} needs somebody who says which workers are idle, else any may go`,
    { help: 'add `idleness` with the `annotation` or the `http` endpoint that workers say it by' },
  );
}

/** Only the management API lists the consumers of a queue. */
function canBrokerTell(demand: Demand): boolean {
  const signal = signalOf(demand);
  return signal?.source === 'rabbitmq' && signal.connection.management !== undefined;
}

function reportUnused(context: Context): void {
  complain(
    context,
    'conflicting-fields',
    ['scaling', 'idleness'],
    (field) => `${field} has no meaning with \`victims: any\`, which asks nobody`,
    { at: 'key', help: 'remove one of them' },
  );
}

function reportBroker(context: Context, demand: Demand): void {
  if (canBrokerTell(demand)) return;
  const signal = signalOf(demand);
  const rule =
    signal?.source === 'rabbitmq'
      ? `needs the \`management\` URL of connection \`${signal.connection.name}\`, which alone lists the consumers of a queue`
      : 'needs a signal of `rabbitmq`, whose consumers are the workers';
  complain(
    context,
    'broker-cannot-tell',
    ['scaling', 'idleness', 'broker'],
    (field) => `${field} ${rule}`,
    { at: 'key', help: 'let the workers say it: write `annotation` or `http` instead' },
  );
}

/** The domain of an annotation may be in capitals. */
function reportKey(context: Context, key: string): void {
  if (isLabelKey(key.toLowerCase())) return;
  complain(
    context,
    'invalid-label',
    ['scaling', 'idleness', 'annotation'],
    (field) =>
      `${field} must be the key of an annotation: at most 63 letters, digits, -, _ and ., with a DNS name and / before it if you like, got ${JSON.stringify(key)}`,
    { help: 'for example `annotation: example.org/state`' },
  );
}
