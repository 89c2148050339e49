import type { JsonObject } from '../../model/json.ts';

/** A query of a panel; `legend` holds labels as `{{pool}}`. */
export interface Target {
  readonly expr: string;
  readonly legend: string;
}

/** A panel without its place, number and data source. */
export interface Panel {
  readonly width: 6 | 8 | 12 | 24;
  readonly body: JsonObject;
  readonly targets: readonly Target[];
}

interface Look {
  readonly title: string;
  readonly description: string;
  /** A unit of Grafana. */
  readonly unit?: 'none' | 's' | 'percentunit' | 'reqps' | 'short' | 'dateTimeFromNow';
  readonly width?: Panel['width'];
}

/** Curves over time. */
export function curves(look: Look, targets: readonly Target[]): Panel {
  const { title, description, unit = 'short', width = 8 } = look;
  return {
    width,
    targets,
    body: {
      type: 'timeseries',
      title,
      description,
      fieldConfig: {
        defaults: { unit, min: 0, custom: { fillOpacity: 10, showPoints: 'never' } },
        overrides: [],
      },
      options: {
        legend: { displayMode: 'list', placement: 'bottom', showLegend: true },
        tooltip: { mode: 'multi', sort: 'desc' },
      },
    },
  };
}

/** Bars that are red while a condition holds: the queries give 1 or 0. */
export function states(look: Look, targets: readonly Target[]): Panel {
  const { title, description, width = 12 } = look;
  const mappings = [
    {
      type: 'value',
      options: { '0': { text: 'no', color: 'green' }, '1': { text: 'yes', color: 'red' } },
    },
  ];
  return {
    width,
    targets,
    body: {
      type: 'state-timeline',
      title,
      description,
      fieldConfig: { defaults: { mappings, custom: { fillOpacity: 80 } }, overrides: [] },
      options: { mergeValues: true, showValue: 'never', legend: { showLegend: false } },
    },
  };
}

/** A table of the newest samples: a row for each set of labels, and a column for each query, called like its legend. */
export function table(look: Look, targets: readonly Target[]): Panel {
  const { title, description, unit = 'none', width = 24 } = look;
  const columns = targets.map(({ legend }, index) => [`Value #${letter(index)}`, legend]);
  const single = targets.length === 1 ? [['Value', targets[0]?.legend ?? '']] : [];
  return {
    width,
    targets,
    body: {
      type: 'table',
      title,
      description,
      fieldConfig: { defaults: { unit, custom: { filterable: true } }, overrides: [] },
      transformations: [
        { id: 'merge', options: {} },
        {
          id: 'organize',
          options: {
            excludeByName: { Time: true },
            renameByName: Object.fromEntries([...columns, ...single]),
          },
        },
      ],
    },
  };
}

/** Grafana names the queries of a panel A, B, C. */
export function letter(index: number): string {
  return String.fromCharCode(65 + index);
}
