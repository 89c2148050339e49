import { fieldsOfMode, requiredOfMode } from '../../src/language/pool/mode-fields.ts';
import { engines } from '../../src/language/schema/worker-pool.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Mode } from '../../src/model/scaling.ts';
import type { Engine } from '../../src/model/worker-pool.ts';
import type { BeyondKeda } from './beyond-keda.ts';
import { code, inYaml, listed } from './markdown.ts';
import { optionalFields } from './modes.ts';
import { recordedIn, triggersIn } from './rendered.ts';
import { type Surroundings, tryPolicy } from './try-policy.ts';

/** What each engine makes of a scaling, a row an engine; none for those that the mode has nothing to do with. */
export function engineRows(mode: Mode, scaling: JsonObject): readonly (readonly string[])[] {
  return engines
    .filter((engine) => engine !== 'auto' && concerns(engine, mode))
    .map((engine) => {
      const trial = tryPolicy(scaling, engine);
      if ('refused' in trial) return [code(engine), `refused: ${trial.refused.join('; ')}`, '', ''];
      const kinds = trial.objects.map(({ kind }) => String(kind));
      return [
        code(engine),
        kinds.join(', '),
        listed(triggersIn(trial.objects)),
        listed(recordedIn(trial.objects)),
      ];
    });
}

/** Git holds one number and an HPA measures workers, each in one mode; KEDA and the runtime may have a reason to refuse. */
function concerns(engine: Engine['name'], mode: Mode): boolean {
  if (mode === 'utilization') return engine === 'hpa';
  return engine === 'git' ? mode === 'fixed' : engine !== 'hpa';
}

/** The fields that a mode can have and need not; one that makes sense with a window only says so. */
export function optionalOf(mode: Mode, scaling: JsonObject): readonly string[] {
  const fields = fieldsOfMode[mode].filter((field) => !requiredOfMode[mode].includes(field));
  return fields.map((field) => {
    const { [field]: value, schedule } = optionalFields;
    if (value === undefined || isTaken({ ...scaling, [field]: value })) return code(field);
    if (schedule !== undefined && isTaken({ ...scaling, schedule, [field]: value }))
      return `${code(field)} with ${code('schedule')}`;
    throw new Error(`mode ${mode} must take ${field}: ${inYaml(value)}`);
  });
}

/** The fields, with a value, that a mode has with the runtime and not with KEDA; none where KEDA cannot do the mode at all. */
export function unknownToKeda(mode: Mode, scaling: JsonObject): readonly string[] {
  if (!isTaken(scaling, 'keda')) return [];
  return fieldsOfMode[mode].flatMap((field) => {
    const { [field]: value } = optionalFields;
    if (value === undefined || field in scaling) return [];
    const isKnown = isTaken({ ...scaling, [field]: value }, 'keda');
    return isKnown ? [] : [inYaml({ [field]: value }).slice(1, -1)];
  });
}

/** The triggers of a scaling, or why KEDA has none. */
export function triggerOf(scaling: JsonObject): string {
  const trial = tryPolicy(scaling, 'keda');
  return 'refused' in trial ? `none: ${whyNot({ scaling })}` : listed(triggersIn(trial.objects));
}

/** The reasons that KEDA is refused for, in the words of the rules. */
export function whyNot({ scaling, ...at }: Pick<BeyondKeda, 'scaling'> & Surroundings): string {
  const trial = tryPolicy(scaling, 'keda', at);
  if (!('refused' in trial))
    throw new Error(`${inYaml(scaling)} must be something that KEDA cannot do`);
  const reasons = trial.refused.map((message) => message.split('`engine: keda`: ').at(-1));
  return [...new Set(reasons)].join('; ');
}

/** The engine that `auto` takes instead of KEDA. */
export function autoOf({ scaling, ...at }: BeyondKeda): string {
  const trial = tryPolicy(scaling, 'auto', at);
  return 'refused' in trial ? 'none' : code(trial.engine.name);
}

function isTaken(scaling: JsonObject, engine = 'auto'): boolean {
  return !('refused' in tryPolicy(scaling, engine));
}
