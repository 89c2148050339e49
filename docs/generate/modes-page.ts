import { fieldsOfMode, requiredOfMode } from '../../src/language/pool/mode-fields.ts';
import { modes } from '../../src/language/schema/scaling.ts';
import { engines } from '../../src/language/schema/worker-pool.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Mode } from '../../src/model/scaling.ts';
import { block, code, header, inYaml, table } from './markdown.ts';
import { beyondKeda, modeTexts, signals } from './modes.ts';
import { recordedIn, triggersIn } from './rendered.ts';
import { tryPolicy } from './try-policy.ts';

/** The page of the scaling modes: the prose is written, everything in a table was tried on the compiler itself. */
export function modesPage(): string {
  return [
    header,
    '# Scaling modes\n',
    'A mode says how the wanted number of workers is found; bounds, holds, rates and windows apply after it. An engine says\nwho moves the number: `git` nobody, `keda` KEDA and its HPA, `runtime` our controller.\n\nWhat is rendered was tried with a CapacityGroup and the runtime switched on; without the runtime there is no `WorkerPool` resource.\n',
    overview(),
    ...modes.map(modeText),
    '## Which trigger reads which signal\n',
    table(
      ['Signal', 'KEDA trigger'],
      signals.map(([name, signal]) => [name, triggerOf(signal)]),
    ),
    '## What KEDA cannot do\n',
    'With `engine: auto` the runtime does it; with `engine: keda` it is an error that names the field.\n',
    table(
      ['Policy', 'Why not'],
      beyondKeda.map(([field, scaling]) => [code(field), whyNot(scaling)]),
    ),
  ].join('\n');
}

function overview(): string {
  const rows = modes.map((mode) => {
    const { scaling } = modeTexts[mode];
    const tried = engines
      .filter((engine) => engine !== 'auto')
      .map((engine) => ('refused' in tryPolicy(scaling, engine) ? 'no' : 'yes'));
    const auto = tryPolicy(scaling, 'auto');
    return [
      `[${code(mode)}](#${mode.toLowerCase()})`,
      ...tried,
      'engine' in auto ? code(auto.engine.name) : '',
    ];
  });
  return table(['Mode', '`git`', '`keda`', '`runtime`', '`auto` takes'], rows);
}

function modeText(mode: Mode): string {
  const { text, scaling } = modeTexts[mode];
  const auto = tryPolicy(scaling, 'auto');
  const because = 'engine' in auto ? auto.engine.because : auto.refused.join('; ');
  const name = 'engine' in auto ? auto.engine.name : 'none';
  return [
    `## ${mode}\n`,
    `${text}\n`,
    block('yaml', `scaling: ${inYaml(scaling)}`),
    `- Required: ${listed(requiredOfMode[mode])}\n- Also: ${listed(others(mode))}\n- ${code('engine: auto')} takes ${code(name)} for this: ${because}\n`,
    table(['Engine', 'Rendered', 'KEDA triggers', 'Recording rules'], engineRows(scaling)),
  ].join('\n');
}

function engineRows(scaling: JsonObject): readonly (readonly string[])[] {
  return engines
    .filter((engine) => engine !== 'auto')
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

function triggerOf(signal: JsonObject): string {
  const trial = tryPolicy({ mode: 'proportional', signal }, 'keda');
  return 'refused' in trial
    ? `none: ${whyNot({ mode: 'proportional', signal })}`
    : listed(triggersIn(trial.objects));
}

/** The reason that `auto` gives for not taking KEDA. */
function whyNot(scaling: JsonObject): string {
  const trial = tryPolicy(scaling, 'auto');
  if ('refused' in trial || trial.engine.name !== 'runtime')
    throw new Error(`${JSON.stringify(scaling)} must be something for the runtime`);
  return trial.engine.because;
}

function others(mode: Mode): readonly string[] {
  return fieldsOfMode[mode].filter((field) => !requiredOfMode[mode].includes(field));
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? '–' : names.map(code).join(', ');
}
