import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose, hasErrors, sortDiagnostics } from '../../diagnostics/report.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { compareText } from '../../model/order.ts';
import type { Source } from '../../model/source.ts';
import type { Counterpart, Draft } from '../import/draft.ts';
import { overlay } from '../import/overlay.ts';
import { partOf } from '../import/part.ts';
import { type Item, readItems } from '../import/read-items.ts';
import { strayNote } from '../import/stray.ts';
import { writePools } from '../import/write-pools.ts';
import { show } from '../validation/validate.ts';
import { readOasisGroup } from './group.ts';
import { isFor, type Model, readModel } from './model.ts';
import { type Around, type OasisPool, readOasisPool } from './pool.ts';
import { type Settings, settingsIn, settingsOf } from './settings.ts';
import { valueNotes } from './value-notes.ts';

/** Policies in Roster's language, and the objects of the chart whose place theirs will take. */
export interface Imported {
  readonly policies: readonly Source[];
  /** The Environment that the policies were checked with, where it is not one of them. */
  readonly given?: Source;
  readonly notes: readonly string[];
  /** With an error there are no policies. */
  readonly diagnostics: readonly Diagnostic[];
  readonly counterparts: readonly Counterpart[];
}

export interface OasisOptions {
  /** Namespace of the platform, which workers run in too. */
  readonly namespace?: string;
  /** A connection of an Environment that is there already. */
  readonly connection?: string;
  /** The model that settings without a name are for. */
  readonly model?: Settings['model'];
}

/**
 * Turns `oasis-models` values (several overlay in the order given) and settings of the Oasis API into WorkerPools, one a
 * worker of the chart.
 */
export function importOasis(sources: readonly Source[], options: OasisOptions = {}): Imported {
  const read = sources.map(readItems);
  const items = read.flatMap((one) => one.items);
  const settings = items.flatMap(settingsIn);
  const charts = items.filter((item) => isValues(item.value));
  const values = charts.reduce<Json>((below, { value }) => overlay(below, value), {}) as JsonObject;
  const wrong = wrongWorkers(values, charts);
  const found = [...read.flatMap((one) => one.diagnostics), ...wrong];
  const diagnostics = sortDiagnostics([
    ...found,
    ...(charts.length === 0 && found.length === 0 ? [nothing] : []),
  ]);
  if (hasErrors(diagnostics)) return { policies: [], notes: [], diagnostics, counterparts: [] };
  const { pools, notes: modelNotes } = readPools(values, settings, charts, options);
  const drafts = pools.map(({ draft }) => draft);
  const { group, notes: groupNotes } = readOasisGroup(values, drafts, options.namespace);
  const written = writePools(
    drafts.map((draft) => (group ? joined(draft, group.name) : draft)),
    {
      system: 'oasis',
      namespace: options.namespace,
      head: 'The cluster that the Oasis platform runs in. Copy it for each further one.',
      ...(group && { group: group.source }),
      ...(options.connection !== undefined && { environment: 'given' as const }),
    },
  );
  const kept = pools.filter(({ draft }) => written.kept.some(({ name }) => name === draft.name));
  const others = items.filter((item) => !isValues(item.value) && settingsIn(item).length === 0);
  const notes = [
    ...modelNotes,
    ...written.notes,
    ...kept.flatMap((one) => one.notes),
    ...(kept.length > 0 ? groupNotes : []),
    ...valueNotes(values, kept.length > 0 && options.connection === undefined ? 'made' : 'given'),
    ...others.map(strayNote),
  ];
  return {
    policies: written.policies,
    ...(written.given && { given: written.given }),
    notes: [...new Set(notes)],
    diagnostics: written.diagnostics,
    counterparts: kept.map(({ counterpart }) => counterpart),
  };
}

function joined({ spec: { worker, ...others }, ...draft }: Draft, group: string): Draft {
  return { ...draft, spec: { ...(worker && { worker }), group, ...others } };
}

const nothing = diagnose(
  'no-policies',
  'there must be chart values with `workers` to import, got none; settings of the API alone do not say what a worker is',
);

function isValues(value: Json): value is JsonObject {
  return isObject(value) && value.kind === undefined && settingKeys.every((key) => !(key in value));
}

const settingKeys = ['scaling_strategy', 'scaling_configuration', 'worker_count_max'];

function wrongWorkers(values: JsonObject, charts: readonly Item[]): readonly Diagnostic[] {
  if (charts.length === 0) return [];
  const { workers } = values;
  const placeIn = (path: readonly string[]) =>
    charts
      .findLast(({ value }) => isObject(value) && value.workers !== undefined)
      ?.place(path, 'value');
  if (!isObject(workers))
    return [
      diagnose(
        'wrong-value',
        `\`workers\` must be a map, got ${show(workers)}`,
        placeIn(['workers']),
      ),
    ];
  return Object.entries(workers as JsonObject).flatMap(([key, worker]) =>
    isObject(worker)
      ? []
      : [
          diagnose(
            'wrong-value',
            `\`workers.${key}\` must be a map, got ${show(worker)}`,
            placeIn(['workers', key]),
          ),
        ],
  );
}

interface Read {
  readonly pools: readonly OasisPool[];
  readonly notes: readonly string[];
}

function readPools(
  values: JsonObject,
  settings: readonly Settings[],
  charts: readonly Item[],
  options: OasisOptions,
): Read {
  const workers = Object.entries(partOf(values, 'workers') as Record<string, JsonObject>)
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([key, worker]) => ({ key, worker, model: readModel(worker) }));
  const models = workers.flatMap(({ model }) => ('problem' in model ? [] : [model]));
  const around = aroundOf(values, charts, options);
  const pools: OasisPool[] = [];
  const notes = [...unusedNotes(settings, models, options.model)];
  const taken = new Map<string, string>();
  for (const { key, worker, model } of workers) {
    const read = 'problem' in model ? model : readOne(key, worker, model);
    if ('problem' in read) {
      notes.push(`worker \`${key}\` is left out: ${read.problem}`);
      continue;
    }
    const first = taken.get(read.draft.name);
    if (first === undefined) pools.push(read);
    else notes.push(`worker \`${key}\` is left out: \`${first}\` is the same model already`);
    taken.set(read.draft.name, first ?? key);
  }
  return { pools, notes };

  function readOne(key: string, worker: JsonObject, model: Model) {
    const isOnly = models.length === 1 ? 'only' : 'one of many';
    const own = settingsOf(model, settings, options.model, isOnly);
    return readOasisPool(key, worker, model, own, around);
  }
}

function aroundOf(
  values: JsonObject,
  charts: readonly Item[],
  { namespace, connection }: OasisOptions,
): Around {
  const server = partOf(values, 'oasisServer').name;
  const name = connection ?? 'main';
  const limit = partOf(values, 'workerController').totalWorkerLimit;
  return {
    values,
    namespace,
    max: typeof limit === 'number' && Number.isInteger(limit) && limit > 0 ? limit : 10,
    connection: name,
    connections: {
      oasis: {
        [name]: {
          url: `http://${typeof server === 'string' ? server : 'oasis-server'}:8000/api`,
          websocketUrl: 'ws://oasis-websocket:8001',
          credentials: { password: { secretName: 'oasis-login' } },
        },
      },
    },
    file: charts.at(-1)?.document.source.path ?? '',
  };
}

function unusedNotes(
  settings: readonly Settings[],
  models: readonly Model[],
  named: Settings['model'],
): readonly string[] {
  const isOnly = models.length === 1 ? 'only' : 'one of many';
  const used = new Set(models.map((model) => settingsOf(model, settings, named, isOnly)));
  return settings
    .filter((one) => !used.has(one))
    .map(({ place, model }) => {
      if (model === undefined)
        return `${place}: the settings do not say which model they are for and are left out; name it with --model`;
      const isKnown = models.some((one) => isFor(one, model));
      return isKnown
        ? `${place}: the settings are left out, since later ones are for the same model`
        : `${place}: the settings are left out, since no worker of the values is of their model`;
    });
}
