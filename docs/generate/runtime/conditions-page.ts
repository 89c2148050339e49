import type { Condition } from '../../../src/runtime/controller/status/condition.ts';
import { happeningsOf } from '../../../src/runtime/controller/status/happenings.ts';
import { explain, words } from '../../../src/scaling/explain.ts';
import type { Reason } from '../../../src/scaling/reason.ts';
import { code, header, listed, table } from '../markdown.ts';
import { groupWords, poolWords } from './condition-words.ts';
import { obstacleWords } from './obstacle-words.ts';
import { reasonExamples, watchedWords } from './reason-words.ts';
import type { Word } from './word.ts';

type Conditions = Readonly<Record<string, Readonly<Record<string, Word>>>>;

/** The page of all that the controller says about pools and groups: conditions, reasons, Events. */
export function conditionsPage(): string {
  return [
    header,
    '# Conditions, reasons and Events\n',
    'What the controller says in the status of WorkerPools and CapacityGroups, and in Events about them. Messages hold no numbers that change by\nthe minute; the numbers are in `status`, in `roster why` and in the [metrics](runtime-metrics.md#metrics-of-the-runtime).\n',
    '## Conditions of a WorkerPool\n',
    ...Object.entries<Conditions[string]>(poolWords).map(([type, all]) => section(type, all)),
    'While nothing can be decided about a pool, it has `Ready` and `Bounded` only, both with the same reason, and its number of workers stays as it is.\n',
    'A pool that KEDA or Kubernetes scales (`ENGINE` is not `runtime`) has `Ready`, and the others only where its scaler says something is wrong: the\nreason and the message are then those of the ScaledObject or HorizontalPodAutoscaler.\n',
    '## Conditions of a CapacityGroup\n',
    ...Object.entries<Conditions[string]>(groupWords).map(([type, all]) => section(type, all)),
    '`status.used` and `status.shares` are of the pools that the controller scales; a group without any has none.\n',
    '## Reasons\n',
    'The column `REASON` of `kubectl get workerpools`, and the label `reason` of `roster_pool_reason`: the rule that decided the number last. `roster why` says\nall rules that had a say, a sentence each.\n',
    table(
      ['Reason', 'Meaning', 'For instance'],
      Object.entries<{ means: string; example: Reason }>(reasonExamples).map(
        ([, { means, example }]) => [code(words[example.rule]), means, explain(example)],
      ),
    ),
    'Of a pool about which nothing can be decided the column has the reason of its condition `Ready` (and there is no `roster_pool_reason`), and of one that\nsomebody else scales who that is:\n',
    table(
      ['Reason', 'Meaning'],
      [
        ...Object.entries(obstacleWords).map(([reason, { means }]) => [code(reason), means]),
        ...Object.entries(watchedWords).map(([reason, means]) => [code(reason), means]),
      ],
    ),
    '## Events\n',
    'They are told once, when something changes. The same again within ten minutes is counted on the first.\n',
    table(['About', 'Type', 'Reason', 'When'], eventRows()),
  ].join('\n');
}

function section(type: string, all: Readonly<Record<string, Word>>): string {
  const rows = Object.entries(all).map(([reason, { status, means, remedy = '' }]) => [
    code(reason),
    status,
    means,
    remedy,
  ]);
  return `### ${type}\n\n${table(['Reason', 'Status', 'Meaning', 'What to do'], rows)}`;
}

/** What the controller tells beside changes of conditions, in the words of `src/runtime/controller/act/`. */
export const deeds = [
  [
    'WorkerPool',
    'Normal',
    'Scaled',
    'The number was changed: from, to, and every rule that had a say.',
  ],
  [
    'WorkerPool',
    'Warning',
    'VictimMismatch',
    'Another worker went than the idle one that was chosen; the message says whether it was known to be idle.',
  ],
] as const;

function eventRows(): readonly (readonly string[])[] {
  const told = deeds.map(([about, type, reason, when]) => [about, type, code(reason), when]);
  return [...told, ...eventsOf('WorkerPool', poolWords), ...eventsOf('CapacityGroup', groupWords)];
}

/** Asks the code about each reason, as if it were news; the Events of a condition stand in one row for each type. */
function eventsOf(about: string, conditions: Conditions): readonly (readonly string[])[] {
  return Object.entries(conditions).flatMap(([type, all]) => {
    const told = Object.entries(all).flatMap(([reason, { status }]) => {
      const before = condition(type, 'Before', status === 'False' ? 'True' : 'False');
      return happeningsOf([condition(type, reason, status)], [before]);
    });
    return ['Normal', 'Warning'].flatMap((kind) => {
      const words = [...new Set(told.filter((one) => one.type === kind).map((one) => one.reason))];
      if (words.length === 0) return [];
      return [[about, kind, listed(words), `${code(type)} has changed; with its message.`]];
    });
  });
}

function condition(type: string, reason: string, status: Word['status']): Condition {
  return { type, reason, status, message: '', lastTransitionTime: '' };
}
