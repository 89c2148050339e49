/** Who may import whom, and who may touch what: the table of the architecture, written out once more. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  diagnostics: ['model'],
  scaling: ['model'],
  language: ['model', 'diagnostics'],
  compile: ['model'],
  render: ['model', 'compile'],
  review: ['model', 'diagnostics', 'scaling', 'compile', 'render'],
  runtime: ['model', 'scaling'],
  cli: ['model', 'diagnostics', 'scaling', 'language', 'compile', 'render', 'review'],
};

/** Each package, by its root and by a deep path, and the layers that may import it. */
export const packages: Readonly<Record<string, readonly string[]>> = {
  yaml: ['language'],
  'yaml/util': [],
  ajv: ['language', 'runtime'],
  'ajv/dist/2020.js': ['language', 'runtime'],
  'ajv-formats': [],
  typebox: ['language'],
  'typebox/value': ['language'],
  croner: ['language'],
  '@prometheus-io/lezer-promql': ['language'],
  '@lezer/common': ['language'],
  cdk8s: ['compile'],
  'cdk8s/lib/api-object.js': ['compile'],
  'cdk8s-plus-27': ['compile'],
  'cdk8s-plus-27/lib/imports/k8s.js': ['compile'],
  constructs: ['compile'],
  '@kubernetes/client-node': ['runtime'],
  'node:fs': ['review', 'runtime', 'cli'],
  'node:fs/promises': ['review', 'runtime', 'cli'],
  'node:path': ['review', 'runtime', 'cli'],
  'node:crypto': ['render', 'runtime', 'cli'],
  'node:worker_threads': ['render', 'runtime', 'cli'],
  'node:process': ['runtime', 'cli'],
  'node:module': ['runtime', 'cli'],
  'node:child_process': ['runtime', 'cli'],
  'node:timers': ['cli'],
  'node:timers/promises': ['cli'],
  pino: ['runtime'],
  'prom-client': ['runtime'],
  'rabbitmq-client': ['runtime'],
  ioredis: ['runtime'],
  ws: ['runtime'],
  fs: [],
  '/anywhere/else.ts': [],
  '#alias': [],
};

/** Files that may do more than the rest of their layer: the disk. */
export const diskFiles: readonly string[] = [
  'language/load.ts',
  'render/write.ts',
  'render/compare.ts',
  'render/disk.ts',
  'render/swap.ts',
  'render/lock.ts',
];

/** Files that may do more than the rest of their layer, and what those in a folder of such files may not either. */
export const exceptions: readonly {
  readonly path: string;
  readonly may: readonly string[];
  readonly mayNot?: readonly string[];
}[] = [
  {
    path: 'scaling/calendar/it.ts',
    may: ["import { Cron } from 'croner';\nexport const it = Cron;\n", touch('new Date(0)')],
    mayNot: [
      "import { parse } from 'yaml';\nexport const it = parse;\n",
      touch('new Date()'),
      touch('Date()'),
      touch('Date.now()'),
      touch('Math.random()'),
      touch('process.pid'),
      touch('setTimeout(String, 1)'),
    ],
  },
  {
    path: 'runtime/real-clock.ts',
    may: ['Date.now()', 'performance.now()', 'setTimeout(String, 1)'].map(touch),
  },
  { path: 'runtime/config.ts', may: [touch('process.env.STAGE')] },
  { path: 'runtime/main.ts', may: ['process.pid', 'Math.random()'].map(touch) },
];

/** A file that does one thing. */
export function touch(code: string): string {
  return `export const it = ${code};\n`;
}

const pure = ['model', 'diagnostics', 'scaling', 'compile'];
const everywhere = Object.keys(mayImport);

/** Code that reaches for something that is not an import, and the layers that may. */
export const touches: readonly { readonly code: string; readonly layers: readonly string[] }[] = [
  { code: 'new Date(0)', layers: without(pure) },
  { code: 'Date.now()', layers: without([...pure, 'runtime']) },
  { code: 'new Date()', layers: without([...pure, 'runtime']) },
  { code: 'Date()', layers: without([...pure, 'runtime']) },
  { code: 'performance.now()', layers: without([...pure, 'runtime']) },
  { code: 'setTimeout(String, 1)', layers: without([...pure, 'runtime']) },
  { code: "fetch('http://localhost')", layers: without(pure) },
  { code: 'crypto.randomUUID()', layers: without(pure) },
  { code: 'Math.random()', layers: [] },
  { code: "'a'.localeCompare('b')", layers: [] },
  { code: '(1000).toLocaleString()', layers: [] },
  { code: 'process.pid', layers: ['cli'] },
  { code: 'process.env.STAGE', layers: ['cli'] },
  { code: 'globalThis.Date.now()', layers: ['cli'] },
  { code: 'console.log()', layers: ['cli'] },
  { code: 'import(String())', layers: [] },
];

/** The forms an import can take; a layer that is refused one is refused all. */
export const forms: Readonly<Record<string, (target: string) => string>> = {
  value: (target) => `import { it } from '${target}';\nexport const that = it;\n`,
  type: (target) => `import type { It } from '${target}';\nexport type That = It;\n`,
  inline: (target) => `import { type It } from '${target}';\nexport type That = It;\n`,
  reexport: (target) => `export { it } from '${target}';\n`,
  effect: (target) => `import '${target}';\n`,
  dynamic: (target) => `export const that = import('${target}');\n`,
};

function without(others: readonly string[]): readonly string[] {
  return everywhere.filter((layer) => !others.includes(layer));
}
