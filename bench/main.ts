// Benchmarks against what a user would pick instead: `npm run bench synth [sizes]`, `npm run bench controller [sizes]`.
import { controllerBench } from './controller/bench.ts';
import { synthBench } from './synth/bench.ts';

const benches: Readonly<Record<string, (words: readonly string[]) => Promise<boolean>>> = {
  synth: synthBench,
  controller: controllerBench,
};

const [name = '', ...words] = process.argv.slice(2);
const bench = benches[name];
if (bench === undefined) {
  console.error(
    `usage: npm run bench NAME [ARGUMENT…]; NAME is ${Object.keys(benches).join(', ')}`,
  );
  process.exitCode = 2;
} else if (!(await bench(words))) {
  process.exitCode = 1;
}
