import type { Environment } from '../../model/environment.ts';
import type { Path } from '../../model/source.ts';
import type { Engine } from '../../model/worker-pool.ts';
import { type Context, complain, complainAt } from '../place.ts';
import { type Choice, kedaObstacles, type Obstacle } from './keda-obstacles.ts';

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
