import type { Code } from '../diagnostics/codes.ts';
import type { Environment } from '../model/environment.ts';
import { type Scaling, type Signal, signalOf } from '../model/scaling.ts';
import type { Path } from '../model/source.ts';
import { formatDuration, type Millis } from '../model/units.ts';
import type { Engine } from '../model/worker-pool.ts';
import { type Context, complain, complainAt } from './place.ts';
import type { WrittenPool } from './schema/worker-pool.ts';

/** Something that a policy says and KEDA cannot do exactly: the field, and why. */
interface Obstacle {
  readonly path: Path;
  readonly because: string;
  readonly code?: Code;
}

/** What the choice of an engine depends on. */
interface Choice {
  readonly name: string;
  readonly written: WrittenPool;
  readonly scaling: Scaling;
  readonly environment: Environment;
}

/** Chooses who moves the number of workers, or says why the engine that was asked for cannot. */
export function chooseEngine(context: Context, choice: Choice): Engine {
  const { written, scaling, environment } = choice;
  const asked = written.engine ?? 'auto';
  const isStill = scaling.demand.mode === 'fixed' && scaling.schedule.length === 0;
  if (asked === 'git' || (asked === 'auto' && isStill)) return chooseGit(context, isStill);
  if (asked === 'runtime')
    return chooseRuntime(context, environment, ['engine'], 'the policy asks for it');
  const obstacles = kedaObstacles(choice);
  if (asked === 'keda' || obstacles.length === 0) reportLongName(context, choice.name);
  if (asked === 'keda') return chooseKeda(context, obstacles);
  const [first] = obstacles;
  if (first === undefined) return { name: 'keda', because: 'KEDA can do all that the policy says' };
  return chooseRuntime(context, environment, first.path, first.because);
}

function chooseGit(context: Context, isStill: boolean): Engine {
  if (!isStill) {
    complain(
      context,
      'engine-cannot',
      ['engine'],
      (field) =>
        `${field} must be \`git\` only for mode \`fixed\` without a schedule: Git holds one number`,
      {
        help: 'use `engine: auto`',
      },
    );
  }
  return { name: 'git', because: 'the number is fixed, so Git holds it' };
}

function chooseRuntime(
  context: Context,
  environment: Environment,
  path: Path,
  because: string,
): Engine {
  if (!environment.runtime) {
    complain(
      context,
      'runtime-disabled',
      path,
      (field) =>
        `${field} needs the runtime, which environment \`${environment.name}\` has switched off: ${because}`,
      {
        at: 'key',
        help: 'set `spec.runtime.enabled: true` in the Environment, or change the field so that KEDA can do it',
      },
    );
  }
  return { name: 'runtime', because };
}

function chooseKeda(context: Context, obstacles: readonly Obstacle[]): Engine {
  for (const { path, because, code = 'engine-cannot' } of obstacles) {
    complain(
      context,
      code,
      path,
      (field) => `${field} must be something KEDA can do with \`engine: keda\`: ${because}`,
      {
        at: 'key',
        help: 'use `engine: runtime` or `engine: auto`, or change this field',
      },
    );
  }
  return { name: 'keda', because: 'the policy asks for it' };
}

/** KEDA names its HPA after the pool, and refuses one whose name is longer than a label may be. */
function reportLongName(context: Context, name: string): void {
  const most = 63 - 'keda-hpa-'.length;
  if (name.length <= most) return;
  complainAt(
    context,
    'name-too-long',
    ['metadata', 'name'],
    `\`metadata.name\` must be at most ${most} characters for KEDA, which makes an HPA keda-hpa-${name}, got ${name.length}`,
    { help: 'shorten the name, or use `engine: runtime`' },
  );
}

/** All that keeps KEDA from doing exactly what a policy says. */
function kedaObstacles(choice: Choice): readonly Obstacle[] {
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
  ];
}

const runtimeModes: Readonly<Record<string, string>> = {
  deadline: 'KEDA knows no deadlines',
  perNode: 'KEDA does not count nodes',
  platform: 'the strategy is in the Oasis API, which KEDA does not read',
  manual: 'KEDA takes no requests from people',
};

function modeObstacles({ scaling, environment }: Choice): readonly Obstacle[] {
  const { demand, min } = scaling;
  const path = ['scaling', 'mode'];
  const because = runtimeModes[demand.mode];
  if (because !== undefined) return [{ path, because }];
  if (demand.mode === 'fixed' && scaling.schedule.length === 0)
    return [{ path, because: 'a fixed number needs no autoscaler' }];
  if (demand.mode === 'whileBusy' && min > 0)
    return [
      {
        path: ['scaling', 'min'],
        because: 'KEDA can switch between zero and a number, not between two numbers',
      },
    ];
  if (demand.mode !== 'share') return [];
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
  const { signal } = demand;
  if (signal.source === 'rabbitmq' && signal.connection.series === undefined)
    return [
      {
        path,
        because: `connection \`${signal.connection.name}\` has no \`exporter\`, so Prometheus does not know its queues`,
      },
    ];
  return signal.source === 'redis'
    ? [{ path, because: 'Prometheus does not know the length of the Redis key' }]
    : [];
}

function signalObstacles({ demand }: Scaling): readonly Obstacle[] {
  const signal = signalOf(demand);
  if (signal === undefined || demand.mode === 'share') return [];
  const path = ['scaling', 'signal', signal.source];
  if (signal.source === 'oasis') return [{ path, because: 'KEDA has no scaler for Oasis' }];
  if (signal.source === 'rabbitmq') return brokerObstacles(signal);
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

function rateObstacles({ hold, up, down }: Scaling): readonly Obstacle[] {
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
  { onSignalLoss: { next } }: Scaling,
  { versions: { keda } }: Environment,
): readonly Obstacle[] {
  const [major, minor] = keda;
  const isOld = major < 2 || (major === 2 && minor < 17);
  if (next === 'hold' || 'workers' in next || !isOld) return [];
  return [
    {
      path: ['scaling', 'onSignalLoss', 'then', 'atLeast'],
      because: `KEDA can keep what runs as a fallback since 2.17, the environment has ${major}.${minor}`,
    },
  ];
}
