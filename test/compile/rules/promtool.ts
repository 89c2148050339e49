import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RuleGroup } from '../../../src/compile/rules/rule.ts';
import { needs } from '../../skips.ts';

/** Runs a test where promtool is installed. */
export const withPromtool = needs(
  'promtool',
  spawnSync('promtool', ['--version']).status === 0,
  'apt-get install prometheus',
);

/** A series in promtool's notation: `440x20` is constant, `_` a gap, `stale` its end. */
export interface Series {
  readonly series: string;
  readonly values: string;
}

export interface Sample {
  readonly labels: string;
  readonly value: number;
}

/** The rules of one small world and what comes of its series. */
export interface RuleTest {
  readonly groups: readonly RuleGroup[];
  readonly evaluationInterval?: string;
  readonly name?: string;
  /** The time between two values of an input series. */
  readonly interval: string;
  readonly input_series: readonly Series[];
  readonly promql_expr_test?: readonly {
    readonly expr: string;
    readonly eval_time: string;
    readonly exp_samples: readonly Sample[];
  }[];
  readonly alert_rule_test?: readonly {
    readonly eval_time: string;
    readonly alertname: string;
    readonly exp_alerts: readonly {
      readonly exp_labels: Readonly<Record<string, string>>;
      readonly exp_annotations: Readonly<Record<string, string>>;
    }[];
  }[];
}

/** Runs all tests in one process; the error of a failure holds promtool's account of it. */
export function testRules(tests: readonly RuleTest[]): void {
  inFolder((folder) => {
    const files = tests.map(({ groups, evaluationInterval = '15s', ...test }, index) => {
      const path = join(folder, `test-${index}.yml`);
      const rule_files = writeGroups(folder, `rules-${index}`, groups);
      const file = { rule_files, evaluation_interval: evaluationInterval, tests: [test] };
      writeFileSync(path, JSON.stringify(file));
      return path;
    });
    promtool(['test', 'rules', ...files]);
  });
}

/** Runs `promtool check rules`. */
export function checkRules(groups: readonly RuleGroup[]): void {
  inFolder((folder) => {
    promtool(['check', 'rules', ...writeGroups(folder, 'rules', groups)]);
  });
}

// A file each: groups of pools in different namespaces may have one name.
function writeGroups(
  folder: string,
  name: string,
  groups: readonly RuleGroup[],
): readonly string[] {
  return groups.map((group, index) => {
    const path = join(folder, `${name}-${index}.yml`);
    writeFileSync(path, JSON.stringify({ groups: [group] }));
    return path;
  });
}

function inFolder(work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'roster-rules-'));
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function promtool(args: readonly string[]): void {
  try {
    execFileSync('promtool', args, { stdio: 'pipe', maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: Buffer; stderr: Buffer };
    const account = `${stdout}${stderr}`.replaceAll(
      /^(Unit Testing|Checking| {2}SUCCESS).*$/gm,
      '',
    );
    throw new Error(
      `promtool ${args[0]} ${args[1]}:\n${account.replaceAll(/\n{2,}/g, '\n').slice(0, 4_000)}`,
      { cause: error },
    );
  }
}
