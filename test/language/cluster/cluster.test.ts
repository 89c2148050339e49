import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from '../../../src/language/check.ts';
import { patternProblem, wholeMatch } from '../../../src/language/cluster/option-pattern.ts';
import type { optionFields, optionTypes } from '../../../src/language/schema/cluster-option.ts';
import type {
  ClusterTemplate,
  OptionField,
  OptionType,
} from '../../../src/model/cluster-template.ts';

/** Does not compile unless both types are the same. */
function same<A, B>(_: [A] extends [B] ? ([B] extends [A] ? true : never) : never): void {}
same<(typeof optionTypes)[number], OptionType>(true);
same<(typeof optionFields)[number], OptionField>(true);

const pod = 'image: "registry.example.org/a:1.0.0", resources: {requests: {cpu: 1, memory: 1Gi}}';

/** Pods that read the keys of a sampling cluster. */
const root = `${pod}, security: {relax: [runAsRoot]}`;

function read(
  dialect: 'dask' | 'resaas',
  more = '',
  scheduler = dialect === 'dask' ? pod : root,
  worker = scheduler,
) {
  const text = `apiVersion: roster.dev/v1alpha1
kind: Environment
metadata: {name: prod}
spec: {}
---
apiVersion: roster.dev/v1alpha1
kind: ClusterTemplate
metadata: {name: a, namespace: b}
spec:
  dialect: ${dialect}
  scheduler: {${scheduler}}
  worker: {${worker}}
  workers: {max: 10}
  ${more}
`;
  const { estates, diagnostics } = check([{ path: 'a.yaml', text }]);
  assert.equal(
    diagnostics.map(({ message }) => message),
    [],
  );
  return estates[0]!.clusters[0]!;
}

const minutes = (count: number) => count * 60_000;
const cases: readonly {
  readonly name: string;
  readonly cluster: () => ClusterTemplate;
  readonly see: (cluster: ClusterTemplate) => unknown;
  readonly is: unknown;
}[] = [
  {
    name: 'a cluster starts with no workers, and may have as many as are written',
    cluster: () => read('dask'),
    see: ({ workers }) => workers,
    is: { default: 0, min: 0, max: 10, adaptive: true },
  },
  {
    name: 'Dask clusters may take two minutes to start, and end after half an hour of nothing',
    cluster: () => read('dask'),
    see: ({ times }) => times,
    is: {
      idleTimeout: minutes(30),
      startTimeout: minutes(2),
      workerStartTimeout: minutes(2),
      keepEnded: minutes(24 * 60),
    },
  },
  {
    name: 'sampling clusters may take ten minutes to start',
    cluster: () => read('resaas'),
    see: ({ times }) => times.startTimeout,
    is: minutes(10),
  },
  {
    name: 'an idle time-out of nothing is none',
    cluster: () => read('dask', 'idleTimeout: 0s'),
    see: ({ times }) => 'idleTimeout' in times,
    is: false,
  },
  {
    name: 'the dialect says the command line where the policy does not',
    cluster: () => read('dask'),
    see: ({ scheduler, worker }) => [scheduler.start, worker.start],
    is: ['dialect', 'dialect'],
  },
  {
    name: 'a command of the policy, and the word for the image, come before the dialect',
    cluster: () => read('dask', '', `${pod}, command: [dask-scheduler]`, `${pod}, start: image`),
    see: ({ scheduler, worker }) => [scheduler.start, worker.start],
    is: ['policy', 'image'],
  },
  {
    name: 'a sampling cluster has no dashboard and no clients of its own',
    cluster: () => read('resaas'),
    see: ({ exposure, sampling }) => ({ ...exposure, ...sampling }),
    is: { scheduler: 'service', dashboard: false, internalAuth: 'token-or-source' },
  },
  {
    name: 'the folder of results has no slashes at its ends',
    cluster: () => read('resaas', 'sampling: {results: {bucket: a, folder: /runs/a//, secret: b}}'),
    see: ({ sampling }) => sampling?.results,
    is: { bucket: 'a', folder: 'runs/a', linkLifetime: minutes(7 * 24 * 60), secret: 'b' },
  },
  {
    name: 'an option is called as it is named, and memory is counted in Gi',
    cluster: () =>
      read(
        'dask',
        'options: [{name: size, type: number, default: 1, min: 0.5, max: 2, sets: worker.memory}]',
      ),
    see: ({ options }) => options,
    is: [
      {
        name: 'size',
        label: 'size',
        type: 'number',
        default: 1,
        min: 0.5,
        max: 2,
        unit: 'Gi',
        choices: [],
        sets: { field: 'worker.memory' },
      },
    ],
  },
  {
    name: 'a choice without a value stands for its name',
    cluster: () =>
      read(
        'dask',
        'options: [{name: a, type: choice, default: "2", choices: [{name: "2"}, {name: four, value: "4"}], sets: worker.cpu}]',
      ),
    see: ({ options }) => options[0]?.choices,
    is: [
      { name: '2', value: '2' },
      { name: 'four', value: '4' },
    ],
  },
  {
    name: 'one worker a node is apart within its cluster, and makes no surplus',
    cluster: () => read('dask', '', pod, `${pod}, placement: {onePerNode: true}`),
    see: ({ perNode }) => perNode,
    is: { apart: 'cluster', surplus: 0 },
  },
  {
    name: 'beyond DNS nobody is talked to unless the policy names them',
    cluster: () => read('dask'),
    see: ({ network }) => [network.ingress.length, network.egress.map(({ ports }) => ports.length)],
    is: [0, [2]],
  },
];

for (const { name, cluster, see, is } of cases) {
  test(name, () => assert.equal(see(cluster()), is));
}

const patterns: readonly (readonly [pattern: string, text: string, isMatch: boolean])[] = [
  ['registry/a|registry/b', 'registry/a', true],
  ['registry/a|registry/b', 'evil/registry/b', false],
  ['registry/a|registry/b', 'registry/ab', false],
  ['[a-z]+', 'abc\n', false],
];
for (const [pattern, text, isMatch] of patterns) {
  test(`${pattern} ${isMatch ? 'allows' : 'does not allow'} ${JSON.stringify(text)}`, () => {
    assert.is(wholeMatch(pattern)?.test(text), isMatch);
  });
}

test('patterns that could take for ever, or that the API server cannot read, are named', () => {
  const bad = [
    '(a',
    '(?=a)',
    '(?<!a)b',
    '(a+)+',
    '(a*){2,}',
    '(a)\\1',
    '((a+))+b',
    '(a|a)*b',
    '(a+b?)+c',
    'a)|(?:.*',
  ];
  for (const pattern of bad) assert.ok(patternProblem(pattern), pattern);
  for (const pattern of ['a+', '(a|b)+', '(?:a{2})', '[+*]+', 'a\\.b']) {
    assert.is(patternProblem(pattern), undefined, pattern);
  }
});

test.run();
