import { requiredOfMode } from '../../src/language/pool/mode-fields.ts';
import { modes } from '../../src/language/schema/scaling.ts';
import { engines } from '../../src/language/schema/worker-pool.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Mode } from '../../src/model/scaling.ts';
import { beyondKeda } from './beyond-keda.ts';
import { block, code, header, inYaml, listed, table } from './markdown.ts';
import { modeTexts, readings } from './modes.ts';
import { signalLoss } from './signal-loss.ts';
import { autoOf, engineRows, optionalOf, triggerOf, unknownToKeda, whyNot } from './trials.ts';
import { tryPolicy } from './try-policy.ts';

/** The page of the scaling modes: the prose is written, everything in a table was tried on the compiler itself. */
export function modesPage(): string {
  return [
    header,
    '# Scaling modes\n',
    'A mode says how the wanted number of workers is found; bounds, holds, rates and windows apply after it. An engine says\nwho moves the number: `git` nobody, `hpa` a HorizontalPodAutoscaler, `keda` KEDA and an HPA that it makes, `runtime` our controller.\n\nWhat is rendered was tried with a CapacityGroup and the runtime switched on; without the runtime there is no `WorkerPool` resource.\n',
    overview(),
    ...modes.map(modeText),
    '## Which trigger reads what\n',
    table(
      ['Signal', 'KEDA trigger'],
      readings.map(([name, scaling]) => [name, triggerOf(scaling)]),
    ),
    signalLoss,
    '## What KEDA cannot do\n',
    'With `engine: keda` each of these is an error that names the field; fields are those of `spec.scaling` unless said otherwise.\n',
    table(
      ['Policy', 'Why not', '`engine: auto` takes'],
      beyondKeda.map((one) => [one.field, whyNot(one), autoOf(one)]),
    ),
  ].join('\n');
}

function overview(): string {
  const rows = modes.flatMap((mode) => {
    const { scaling, scheduled } = modeTexts[mode];
    const link = `[${code(mode)}](#${mode.toLowerCase()})`;
    return [
      overviewRow(link, scaling),
      ...(scheduled ? [overviewRow(`${link} with ${code('schedule')}`, scheduled)] : []),
    ];
  });
  return table(
    ['Mode', ...engines.filter((engine) => engine !== 'auto').map(code), '`auto` takes'],
    rows,
  );
}

function overviewRow(name: string, scaling: JsonObject): readonly string[] {
  const tried = engines
    .filter((engine) => engine !== 'auto')
    .map((engine) => ('refused' in tryPolicy(scaling, engine) ? 'no' : 'yes'));
  const auto = tryPolicy(scaling, 'auto');
  return [name, ...tried, 'engine' in auto ? code(auto.engine.name) : ''];
}

function modeText(mode: Mode): string {
  const { text, scaling, scheduled } = modeTexts[mode];
  const auto = tryPolicy(scaling, 'auto');
  const because = 'engine' in auto ? auto.engine.because : auto.refused.join('; ');
  const name = 'engine' in auto ? auto.engine.name : 'none';
  const unknown = unknownToKeda(mode, scaling);
  const heads = ['Engine', 'Rendered', 'KEDA triggers', 'Recording rules'];
  return [
    `## ${mode}\n`,
    `${text}\n`,
    block('yaml', `scaling: ${inYaml(scaling)}`),
    [
      `- Required: ${listed(requiredOfMode[mode])}`,
      `- Also: ${optionalOf(mode, scaling).join(', ')}`,
      ...(unknown.length > 0 ? [`- Not with KEDA: ${listed(unknown)}`] : []),
      `- ${code('engine: auto')} takes ${code(name)} for this: ${because}\n`,
    ].join('\n'),
    table(heads, engineRows(mode, scaling)),
    ...(scheduled
      ? [
          'With a window:\n',
          block('yaml', `scaling: ${inYaml(scheduled)}`),
          table(heads, engineRows(mode, scheduled)),
        ]
      : []),
  ].join('\n');
}
