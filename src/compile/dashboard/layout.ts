import type { JsonObject } from '../../model/json.ts';
import { letter, type Panel } from './panel.ts';

/** Panels below a heading. */
export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

const columns = 24;
const height = 8;

/** Gives the panels numbers and places, in lines from left to right, and the data source to ask. */
export function layOut(rows: readonly Row[], datasource: JsonObject): readonly JsonObject[] {
  const laid: JsonObject[] = [];
  let y = 0;
  for (const { title, panels } of rows) {
    laid.push({
      type: 'row',
      id: laid.length + 1,
      title,
      collapsed: false,
      gridPos: { h: 1, w: columns, x: 0, y },
      panels: [],
    });
    y += 1;
    let x = 0;
    for (const panel of panels) {
      if (x + panel.width > columns) {
        x = 0;
        y += height;
      }
      laid.push(placed(panel, { id: laid.length + 1, x, y }, datasource));
      x += panel.width;
    }
    if (panels.length > 0) y += height;
  }
  return laid;
}

function placed(
  { width, body, targets }: Panel,
  { id, x, y }: { readonly id: number; readonly x: number; readonly y: number },
  datasource: JsonObject,
): JsonObject {
  return {
    ...body,
    id,
    datasource,
    gridPos: { h: height, w: width, x, y },
    targets: targets.map(({ expr, legend }, index) => ({
      refId: letter(index),
      datasource,
      expr,
      legendFormat: legend,
      ...(body.type === 'table' && { format: 'table', instant: true, range: false }),
    })),
  };
}
