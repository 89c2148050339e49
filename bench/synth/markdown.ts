import { verdictWriter } from '../verdicts.ts';
import { judge, judgeAims, type Verdict } from './budgets.ts';
import { names, titles } from './contenders.ts';
import { fasterHelm, type Result, type Size, type Summary } from './result.ts';

const verdicts = verdictWriter(shown);

/** Writes the report for people. */
export function markdown(result: Result): string {
  const { machine, helmVersion, method, sizes, isMemory } = result;
  const load =
    machine.loadBefore > 0.5
      ? `**The machine was busy with other work** (load ${machine.loadBefore} before the first run): wall times are too long for every program; CPU times are affected less.`
      : `The machine had nothing else to do (load ${machine.loadBefore} before the first run).`;
  return `# roster synth

Whole processes, started cold, with the files in the page cache. The same objects from each program: for each size it is
checked that Roster, helm and cdk8s render equally many with the same identities, and that those of the first and the
last group (all of them at 100 pools) are equal to the last field.

- \`roster synth\` reads a policy file for each pool and group, validates, checks policies against each other, and writes
  a file for each object, a kustomization and an inventory with checksums, read back and swapped in at once.
- \`helm template\` reads one template and one values.yaml, with numbers in it that Roster works out. To standard output it
  writes no file; with \`--output-dir\` one. **The faster of the two counts.**
- cdk8s is given the finished objects as JSON: a chart for each pool, a file for each chart. Not run above 1,000 pools.

${whereText(isMemory)}

Medians of interleaved runs (5; 3 at 5,000 pools); in brackets the fastest and the slowest. ${method}.
${machine.cores} cores of ${machine.processor}, ${gigabytes(machine.memoryBytes)} GB, Node ${machine.node}, helm ${helmVersion}. ${load}

## Budgets

${table(['', 'what', 'measured', 'budget'], judge(result).map(verdicts.row))}

Aims, which no run fails for:

${table(['', 'what', 'measured', 'aim'], judgeAims(result).map(verdicts.aimRow))}

## Times

${table(['pools', 'objects', 'program', 'wall s', '', 'CPU s', 'peak MB', 'wall ÷ helm'], sizes.flatMap(sizeRows))}

![Wall time over the number of pools](synth.svg)

Policies: ${sizes.map(policySize).join(', ')}.
`;
}

function whereText(isMemory: boolean): string {
  return isMemory
    ? '**Files are in memory (tmpfs), and budgets are judged there**; only the row "to the disk" writes to the disk, whose speed varies with what else it is used for. Helm to standard output needs no disk, so compare that row too.'
    : 'Files are on the disk, whose speed varies with what else it is used for.';
}

/** The verdicts, for a terminal. */
export function verdictLines(result: Result): string {
  return verdicts.lines(judge(result), judgeAims(result));
}

function sizeRows(size: Size): readonly (readonly string[])[] {
  const helm = fasterHelm(size);
  return names.flatMap((name) => {
    const run = size.runs[name];
    if (run === undefined) return [];
    const ratio = helm === undefined ? '' : (run.wallSeconds / helm.wallSeconds).toFixed(2);
    return [[grouped(size.pools), grouped(size.objects), titles[name], ...cells(run), ratio]];
  });
}

function cells(run: Summary): readonly string[] {
  return [
    run.wallSeconds.toFixed(2),
    `(${run.fastestSeconds.toFixed(2)}–${run.slowestSeconds.toFixed(2)})`,
    run.cpuSeconds.toFixed(2),
    (run.peakBytes / 1e6).toFixed(0),
  ];
}

function policySize({ pools, policyBytes, compared, objects }: Size): string {
  return `${grouped(pools)} pools in ${(policyBytes / 1e6).toFixed(2)} MB (${grouped(compared)} of ${grouped(objects)} objects compared)`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '(not measured)';
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function shown(number: number, unit: Verdict['unit']): string {
  return `${number.toFixed(unit === 'MB' ? 0 : 2)} ${unit}`.trim();
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(0);
}
