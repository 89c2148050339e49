import type { Connections } from '../../model/connection.ts';
import type { Demand, Drain, Mode, Signal } from '../../model/scaling.ts';
import { type Context, complain } from '../place.ts';
import { scalingDefaults } from '../schema/defaults.ts';
import type { WrittenPool } from '../schema/worker-pool.ts';
import { readPositiveDuration, readTimezone } from '../values/values.ts';
import { readSignal } from './signal.ts';
import { readUtilization } from './utilization.ts';

type Written = WrittenPool['scaling'];

/** Reads what the mode and its own fields say; `undefined` when its signal or target is missing, which is reported. */
export function readDemand(
  context: Context,
  { scaling: written, worker }: Pick<WrittenPool, 'scaling' | 'worker'>,
  connections: Connections,
): Demand | undefined {
  const { mode, workers, min = scalingDefaults.min } = written;
  if (mode === 'fixed') return { mode, workers: workers ?? 0 };
  if (mode === 'manual') return { mode, workers: workers ?? min };
  if (mode === 'perNode')
    return { mode, nodes: written.nodes ?? worker.placement?.nodeSelector ?? {} };
  if (mode === 'utilization') return readUtilization(context, written);
  const signal = written.signal && readSignal(context, written.signal, connections);
  return signal && readSignalled(context, mode, written, signal, connections);
}

function readSignalled(
  context: Context,
  mode: Exclude<Mode, 'fixed' | 'manual' | 'perNode' | 'utilization'>,
  written: Written,
  signal: Signal,
  connections: Connections,
): Demand | undefined {
  switch (mode) {
    case 'whileBusy':
      return { mode, signal, workers: written.workers ?? 0 };
    case 'platform':
      return { mode, signal };
    case 'proportional':
      return {
        mode,
        signal,
        unitsPerWorker: written.unitsPerWorker ?? scalingDefaults.unitsPerWorker,
      };
    case 'deadline':
      return readDeadline(context, written, signal);
    case 'share':
      return readShare(context, written, signal, connections);
  }
}

function readShare(
  context: Context,
  written: Written,
  signal: Signal,
  connections: Connections,
): Demand {
  const { formula = scalingDefaults.formula, weight = scalingDefaults.weight } = written;
  if (formula !== 'roster' && signal.source !== 'rabbitmq') {
    complain(
      context,
      'conflicting-fields',
      ['scaling', 'formula'],
      (field) =>
        `${field} must be \`roster\` for a signal of ${signal.source}: HyperFlow's formulas count RabbitMQ messages`,
    );
  }
  if (formula !== 'roster' && written.weight !== undefined) {
    complain(
      context,
      'conflicting-fields',
      ['scaling', 'weight'],
      (field) =>
        `${field} has no meaning with formula \`${formula}\`, which weighs all messages alike`,
      { at: 'key', help: 'remove it, or use `formula: roster`' },
    );
  }
  const prometheus = rulesServer(signal, connections);
  return { mode: 'share', signal, formula, weight, ...(prometheus && { prometheus }) };
}

/** The Prometheus that evaluates our rules: the signal's own, else the only one, else the one called `main`. */
function rulesServer(signal: Signal, { prometheus }: Connections) {
  if (signal.source === 'prometheus') return signal.connection;
  return prometheus.size === 1 ? [...prometheus.values()][0] : prometheus.get('main');
}

function readDeadline(context: Context, written: Written, signal: Signal): Demand | undefined {
  const drain = readDrain(context, written);
  const { serviceTime } = written;
  const service =
    serviceTime && readPositiveDuration(context, ['scaling', 'serviceTime'], serviceTime);
  return drain && { mode: 'deadline', signal, drain, ...(service && { serviceTime: service }) };
}

function readDrain(context: Context, { drainWithin, by, timezone }: Written): Drain | undefined {
  if ((drainWithin === undefined) === (by === undefined)) {
    complain(
      context,
      'conflicting-fields',
      ['scaling'],
      (field) => `${field} must have exactly one of \`drainWithin\` and \`by\``,
      { at: 'key' },
    );
    return undefined;
  }
  if (drainWithin !== undefined && timezone !== undefined) {
    complain(
      context,
      'conflicting-fields',
      ['scaling', 'timezone'],
      (field) => `${field} goes with \`by\`, got \`drainWithin\``,
      { at: 'key', help: 'remove it' },
    );
  }
  if (drainWithin !== undefined) {
    return { within: readPositiveDuration(context, ['scaling', 'drainWithin'], drainWithin) };
  }
  const zone = timezone ?? scalingDefaults.timezone;
  return { by: by ?? '', timezone: readTimezone(context, ['scaling', 'timezone'], zone) };
}
