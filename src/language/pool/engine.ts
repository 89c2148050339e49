import type { Environment } from '../../model/environment.ts';
import type { Path } from '../../model/source.ts';
import type { Engine } from '../../model/worker-pool.ts';
import { type Context, complain, complainAt } from '../place.ts';
import { type Choice, kedaObstacles, type Obstacle, rateObstacles } from './keda-obstacles.ts';

/** Chooses who moves the number of workers, or says why the engine that was asked for cannot. */
export function chooseEngine(context: Context, choice: Choice): Engine {
  const { written, scaling, environment } = choice;
  const asked = written.engine ?? 'auto';
  if (asked === 'hpa' || scaling.demand.mode === 'utilization') return chooseHpa(context, choice);
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

/** Usage of workers is what an HPA measures by itself; nobody else reads it, and it reads nothing else. */
function chooseHpa(context: Context, { written, scaling }: Choice): Engine {
  const { engine = 'auto' } = written;
  const isUsage = scaling.demand.mode === 'utilization';
  if (!isUsage || (engine !== 'auto' && engine !== 'hpa')) {
    complain(
      context,
      'engine-cannot',
      ['engine'],
      (field) =>
        isUsage
          ? `${field} must be \`hpa\` in mode \`utilization\`: an HPA measures what workers use, got \`${engine}\``
          : `${field} must be \`hpa\` only for mode \`utilization\`: an HPA alone reads no signal`,
      { help: 'use `engine: auto`' },
    );
  }
  for (const { path, because } of isUsage ? rateObstacles(scaling) : []) {
    complain(
      context,
      'engine-cannot',
      path,
      (field) => `${field} must be something an HPA can do in mode \`utilization\`: ${because}`,
      { at: 'key', help: 'shorten it, or use a mode with a signal' },
    );
  }
  return {
    name: 'hpa',
    because: engine === 'hpa' ? 'the policy asks for it' : 'an HPA measures what workers use',
  };
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
