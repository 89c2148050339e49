// Runs every *.test.ts under test/ with uvu and fails on what uvu itself lets pass.
// `test/run.ts [part of a path] [another folder than test]`; the last line is `N passed, N failed`.
// TEST_LIMIT_MS is how long one suite may take before the run is given up.
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parse } from 'uvu/parse';
import { root } from './root.ts';

type Outcome = [errors: true | string, ran: number, skipped: number, total: number];
type Queue = [name: string, ...runs: Array<() => Promise<Outcome>>][];
const uvuGlobals = globalThis as { UVU_DEFER?: 1; UVU_INDEX?: number; UVU_QUEUE?: Queue };

uvuGlobals.UVU_DEFER = 1; // must be set before uvu is first imported
const { exec } = await import('uvu');
const { unusedGoldens } = await import('./golden.ts');
const { describeSkips, skips } = await import('./skips.ts');
const { teardowns } = await import('./teardowns.ts');
const queue = uvuGlobals.UVU_QUEUE!;

const only = process.argv[2] ?? '';
const limitMs = Number(process.env.TEST_LIMIT_MS ?? 900_000);
const { suites } = await parse(root, `(?:${only}).*\\.test\\.ts$`);
suites.sort((a, b) => (a.name < b.name ? -1 : 1));
const problems: string[] = [];
let passed = 0;
let failed = 0;
let skipped = 0;

for (const [index, { name, file }] of suites.entries()) {
  queue.push([name]);
  uvuGlobals.UVU_INDEX = index;
  await load(name, file);
  const [, ...runs] = queue[index]!;
  if (runs.length === 0) problems.push(`${name}: no suite ran; is .run() missing?`);
  queue[index] = [name, ...runs.map((run) => async () => count(name, await limited(name, run)))];
}

await exec();
await finish();

async function finish(): Promise<void> {
  await tearDown();
  judge();
  for (const line of describeSkips(skips)) console.log(line);
  for (const problem of problems) console.log(problem); // not console.error: the closing line must stay last
  if (problems.length > 0 || failed > 0) process.exitCode = 1;
  // What was never counted as a test is a failure all the same.
  if (failed === 0) failed = problems.length;
  console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
}

// What is wrong with the run as a whole.
function judge(): void {
  if (suites.length === 0) problems.push(`no test file matches '${only}'`);
  const silent = skipped - skips.length;
  if (silent > 0) {
    problems.push(`${silent} tests skipped without a reason; is .only or .skip left?`);
  }
  if (process.env.CI && skipped > 0) {
    problems.push(`${skipped} tests skipped; in CI every test runs`);
  }
  if (only !== '') return;
  for (const path of unusedGoldens()) problems.push(`golden/${path}: no test compares it`);
}

// What is shared may hang as the test did.
async function afterwards(): Promise<void> {
  await setTimeout(Math.min(limitMs, 30_000));
  for (const problem of problems) console.log(problem);
  console.log(`${passed} passed, ${failed + problems.length} failed`);
  process.exitCode = 1;
}

async function tearDown(): Promise<void> {
  for (const teardown of teardowns) {
    await teardown().catch((error) => {
      console.log(error);
      problems.push('a teardown failed');
    });
  }
}

// A test that waits for ever beside a server would never end the run. Without a server Node sees that nothing can
// come any more, and ends by itself.
async function limited(name: string, run: () => Promise<Outcome>): Promise<Outcome> {
  const end = async () => {
    problems.push(`${name}: not done after ${limitMs / 1_000} s; the tests after it did not run`);
    await Promise.race([finish(), afterwards()]);
    process.removeAllListeners('exit'); // uvu would print after the closing line
    process.exit();
  };
  const timer = globalThis.setTimeout(() => void end(), limitMs).unref();
  try {
    return await run();
  } finally {
    clearTimeout(timer);
  }
}

// A file that does not load must not hide the results of the others.
async function load(name: string, file: string): Promise<void> {
  try {
    await import(pathToFileURL(file).href);
  } catch (error) {
    console.log(error);
    problems.push(`${name}: could not be loaded`);
    failed += 1;
  }
}

function count(name: string, outcome: Outcome): Outcome {
  const [errors, ran, skips, total] = outcome;
  passed += ran;
  failed += total - ran;
  skipped += skips;
  if (errors === true && ran < total) {
    problems.push(
      `${name}: uvu stopped early (a hook threw, or a test threw a non-Error); ${total - ran} not counted`,
    );
  }
  return outcome;
}
