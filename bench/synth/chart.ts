import { chartTemplate, type Rendered } from './chart-template.ts';
import type { Estate } from './pool.ts';

/** Writes the helm chart that renders what Roster compiles from the estate: path → text. */
export function chartOf(estate: Estate, rendered: Rendered): ReadonlyMap<string, string> {
  return new Map([
    ['Chart.yaml', 'apiVersion: v2\nname: pools\nversion: 1.0.0\n'],
    ['values.yaml', valuesOf(estate)],
    ['templates/pools.yaml', chartTemplate(rendered)],
  ]);
}

function valuesOf({ groups, pools }: Estate): string {
  return `groups:\n${groups.map(itemOf).join('')}pools:\n${pools.map(itemOf).join('')}`;
}

/** Strings in quotes, as JSON writes them: YAML reads them the same. */
function itemOf(fields: object): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `  - ${lines.join('\n    ')}\n`;
}
