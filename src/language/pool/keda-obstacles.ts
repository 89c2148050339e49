import type { Code } from '../../diagnostics/codes.ts';
import type { Environment } from '../../model/environment.ts';
import { type Demand, type Scaling, type Signal, signalOf } from '../../model/scaling.ts';
import type { Path } from '../../model/source.ts';
import { formatDuration, type Millis } from '../../model/units.ts';
import type { WrittenPool } from '../schema/worker-pool.ts';

/** Something that a policy says and KEDA cannot do exactly: the field, and why. */
export interface Obstacle {
  readonly path: Path;
  readonly because: string;
  readonly code?: Code;
}

/** What the choice of an engine depends on. */
export interface Choice {
  readonly name: string;
  readonly written: WrittenPool;
  readonly scaling: Scaling;
  readonly environment: Environment;
}

/** All that keeps KEDA from doing exactly what a policy says. */
export function kedaObstacles(choice: Choice): readonly Obstacle[] {
  const { scaling, written, environment } = choice;
  return [
    ...modeObstacles(choice),
    ...signalObstacles(scaling),
    ...scheduleObstacles(scaling),
    ...rateObstacles(scaling),
    ...lossObstacles(scaling, environment),
    ...(written.scaling.victims === 'idle'
      ? [
          {
            path: ['scaling', 'victims'],
            because: 'KEDA and its HPA do not know which workers are idle',
          },
        ]
      : []),
    ...(written.scaling.idleness === undefined
      ? []
      : [{ path: ['scaling', 'idleness'], because: 'KEDA and its HPA do not ask who is idle' }]),
  ];
}

const runtimeModes: Readonly<Record<string, string>> = {
  deadline: 'KEDA knows no deadlines',
  perNode: 'KEDA does not count nodes',
  platform: 'the strategy is in the Oasis API, which KEDA does not read',
  manual: 'KEDA takes no requests from people',
  utilization: 'an HPA measures what workers use',
};

function modeObstacles({ scaling, environment }: Choice): readonly Obstacle[] {
  const { demand } = scaling;
  const path = ['scaling', 'mode'];
  const because = runtimeModes[demand.mode];
  if (because !== undefined) return [{ path, because }];
  if (demand.mode === 'fixed' && scaling.schedule.length === 0)
    return [{ path, because: 'a fixed number needs no autoscaler' }];
  if (demand.mode === 'whileBusy') return switchObstacles(scaling);
  return demand.mode === 'share' ? shareObstacles(demand, environment) : [];
}

/** KEDA jumps from zero to the one number its HPA has, and back. */
function switchObstacles({ schedule, min, up, down }: Scaling): readonly Obstacle[] {
  const [zero, more] = ['KEDA can switch between zero and a number', 'and knows nothing between'];
  const obstacle = (field: string): Obstacle => ({
    path: ['scaling', field],
    because: `${zero}, ${more}`,
  });
  return [
    ...(schedule.length > 0 ? [obstacle('schedule')] : []),
    ...(min > 0 ? [obstacle('min')] : []),
    ...(up !== undefined || down !== undefined ? [obstacle('rates')] : []),
  ];
}

/** The share is a series that Prometheus computes, so Prometheus must know the queue and KEDA must know Prometheus. */
function shareObstacles(
  demand: Extract<Demand, { mode: 'share' }>,
  environment: Environment,
): readonly Obstacle[] {
  const path = ['scaling', 'mode'];
  if (!environment.prometheusOperator.enabled)
    return [
      {
        path,
        because:
          'the share is computed by a recording rule, and the environment has no Prometheus operator',
      },
    ];
  if (demand.prometheus === undefined)
    return [
      {
        path,
        because:
          'the share is a Prometheus series, and the environment does not say which Prometheus connection holds it',
      },
    ];
  if (demand.prometheus.ca !== undefined)
    return [{ path, because: ownCertificates({ connection: demand.prometheus }) }];
  const { signal } = demand;
  if (signal.source === 'rabbitmq' && signal.connection.series === undefined)
    return [
      {
        path,
        because: `connection \`${signal.connection.name}\` has no \`exporter\`, so Prometheus does not know its queues`,
      },
    ];
  if (signal.source === 'redis')
    return [{ path, because: 'Prometheus does not know the length of the Redis key' }];
  return signal.source === 'oasis'
    ? [{ path, because: 'Prometheus does not know what waits on the Oasis platform' }]
    : [];
}

function signalObstacles({ demand }: Scaling): readonly Obstacle[] {
  const signal = signalOf(demand);
  if (signal === undefined || demand.mode === 'share') return [];
  const path = ['scaling', 'signal', signal.source];
  if (signal.connection.ca !== undefined) return [{ path, because: ownCertificates(signal) }];
  if (signal.source === 'oasis') return [{ path, because: 'KEDA has no scaler for Oasis' }];
  if (signal.source === 'rabbitmq') return brokerObstacles(signal);
  if (signal.source === 'redis' && signal.consumerGroup !== undefined) {
    return [
      {
        path: [...path, 'consumerGroup'],
        because:
          'KEDA counts entries that were delivered or entries that were not, not both, and nothing is delivered while there is no worker',
      },
    ];
  }
  const isWhole = demand.mode !== 'proportional' || Number.isInteger(demand.unitsPerWorker);
  if (signal.source === 'redis' && !isWhole)
    return [
      {
        path: ['scaling', 'unitsPerWorker'],
        because: "KEDA's Redis scalers take whole numbers only",
      },
    ];
  return [];
}

/** Why KEDA does not read a connection with `ca`: its scalers take it only beside a switch that must be in a Secret, or a client's certificate. */
export function ownCertificates({
  connection: { name },
}: {
  readonly connection: Pick<Signal['connection'], 'name'>;
}): string {
  return `connection \`${name}\` has a \`ca\`, and KEDA trusts the certificates of its own installation`;
}

function brokerObstacles({
  count,
  connection,
}: Extract<Signal, { source: 'rabbitmq' }>): readonly Obstacle[] {
  const path = ['scaling', 'signal', 'rabbitmq', 'count'];
  if (connection.management !== undefined || (count === 'ready' && connection.amqp !== undefined))
    return [];
  const because =
    count === 'ready'
      ? `connection \`${connection.name}\` has neither an \`amqp\` nor a \`management\` URL`
      : `connection \`${connection.name}\` has no \`management\` URL, and over AMQP KEDA does not see unacknowledged messages`;
  return [{ path, because }];
}

function scheduleObstacles({ schedule }: Scaling): readonly Obstacle[] {
  return schedule.flatMap(({ end, atMost }, index): readonly Obstacle[] => {
    const path = ['scaling', 'schedule', index];
    if (atMost !== undefined)
      return [
        {
          path: [...path, 'atMost'],
          because: "KEDA's cron triggers can only raise",
          code: 'schedule-cap-on-keda',
        },
      ];
    return end === undefined
      ? [
          {
            path: [...path, 'for'],
            because: "KEDA needs the window's end as one cron expression, and there is none",
          },
        ]
      : [];
  });
}

const hour = 3_600_000 as Millis;

/** What holds and rates are too long for an HPA, which KEDA moves by, too. */
export function rateObstacles({ hold, up, down }: Scaling): readonly Obstacle[] {
  const tooLong = (
    length: Millis | undefined,
    most: Millis,
    path: Path,
    what: string,
  ): readonly Obstacle[] =>
    length !== undefined && length > most
      ? [{ path, because: `the HPA's ${what} is at most ${formatDuration(most)}` }]
      : [];
  const half = (hour / 2) as Millis;
  return [
    ...tooLong(hold, hour, ['scaling', 'hold'], 'stabilization window'),
    ...tooLong(up?.per, half, ['scaling', 'rates', 'up', 'per'], 'period'),
    ...tooLong(down?.per, half, ['scaling', 'rates', 'down', 'per'], 'period'),
  ];
}

function lossObstacles(
  { onSignalLoss: { next }, min, demand }: Scaling,
  { versions: { keda } }: Environment,
): readonly Obstacle[] {
  if (next === 'hold') return [];
  const field = 'workers' in next ? 'workers' : 'atLeast';
  const path = ['scaling', 'onSignalLoss', 'then', field];
  const [major, minor] = keda;
  const isOld = major < 2 || (major === 2 && minor < 17);
  const isFractional = demand.mode === 'proportional' && !Number.isInteger(demand.unitsPerWorker);
  return [
    ...(min === 0
      ? [
          {
            path,
            because:
              'KEDA applies a fallback through its HPA, which is off while there are no workers; `min` must be 1 or more',
          },
        ]
      : []),
    ...(isOld && field === 'atLeast'
      ? [
          {
            path,
            because: `KEDA can keep what runs as a fallback since 2.17, the environment has ${major}.${minor}`,
          },
        ]
      : []),
    ...(isFractional
      ? [{ path, because: 'KEDA rounds `unitsPerWorker` down to a whole number in a fallback' }]
      : []),
  ];
}
