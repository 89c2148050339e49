import type { Environment } from '../../model/environment.ts';
import type { KedaTrigger } from '../../model/job-template.ts';
import type { Signal } from '../../model/scaling.ts';
import type { Path } from '../../model/source.ts';
import { type Context, complain } from '../place.ts';
import { ownCertificates } from '../pool/keda-obstacles.ts';
import { readSignal } from '../pool/signal.ts';
import { jobDefaults } from '../schema/job/defaults.ts';
import { readPositiveDuration } from '../values/values.ts';
import { readHistory } from './history.ts';
import type { WrittenTrigger } from './trigger.ts';

const at: Path = ['trigger', 'keda'];

/** Reads `spec.trigger.keda`, and reports signals that KEDA cannot read exactly. */
export function readKeda(
  context: Context,
  written: NonNullable<WrittenTrigger['keda']>,
  { connections }: Environment,
): KedaTrigger | undefined {
  const signal = readSignal(context, written.signal, connections, [...at, 'signal']);
  if (signal === undefined) return undefined;
  reportObstacle(context, signal);
  return {
    kind: 'keda',
    signal,
    unitsPerJob: written.unitsPerJob ?? jobDefaults.unitsPerJob,
    pollingInterval: readPositiveDuration(
      context,
      [...at, 'pollingInterval'],
      written.pollingInterval ?? jobDefaults.pollingInterval,
    ),
    strategy: written.strategy ?? strategyOf(signal),
    history: readHistory(written.history),
  };
}

/**
 * KEDA's `default` takes running Jobs off the signal, which is right for work that counts until it is done; `accurate`
 * takes off only those that are still to start, since the others' work has left the queue. The wrong one starts too
 * few Jobs, or twice as many.
 */
function strategyOf(signal: Signal): KedaTrigger['strategy'] {
  const leaves =
    (signal.source === 'rabbitmq' && signal.count === 'ready') ||
    (signal.source === 'redis' && signal.of === 'list');
  return leaves ? 'accurate' : 'default';
}

function reportObstacle(context: Context, signal: Signal): void {
  const obstacle = obstacleOf(signal);
  if (obstacle === undefined) return;
  const [field, because] = obstacle;
  complain(
    context,
    'engine-cannot',
    [...at, 'signal', signal.source, ...field],
    (name) => `${name} must be something that KEDA can read: ${because}`,
    { at: 'key', help: 'choose another signal, or let requests start the job with `queue`' },
  );
}

function obstacleOf(signal: Signal): readonly [field: Path, because: string] | undefined {
  if (signal.connection.ca !== undefined) return [[], ownCertificates(signal)];
  switch (signal.source) {
    case 'oasis':
      return [[], 'it has no scaler for Oasis'];
    case 'prometheus':
      return undefined;
    case 'redis':
      return signal.consumerGroup === undefined
        ? undefined
        : [
            ['consumerGroup'],
            'it counts entries that were delivered or entries that were not, not both',
          ];
    case 'rabbitmq': {
      const { count, connection } = signal;
      if (connection.management !== undefined) return undefined;
      if (count === 'ready' && connection.amqp !== undefined) return undefined;
      return [
        ['count'],
        `connection \`${connection.name}\` has no \`management\` URL${count === 'ready' ? ' and no `amqp` one' : ', and over AMQP it does not see unacknowledged messages'}`,
      ];
    }
  }
}
