import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dashboardUid } from '../../../src/compile/dashboard/uid.ts';
import type { Estate } from '../../../src/model/environment.ts';
import { emit } from '../../../src/render/emit.ts';
import { environment, estate, workerPool } from '../../builders.ts';
import { matchesGolden } from '../../golden.ts';
import { dashboardOf, grafana, objectOf, textOf, whole } from './shown.ts';

test('the ConfigMap is rendered as reviewed', () => {
  matchesGolden('compile/dashboard', new Map([['configmap.yaml', emit(objectOf(whole)!)]]));
});

test('an environment that wants no dashboard gets none', () => {
  assert.is(objectOf(estate({ pools: [workerPool()] })), undefined);
});

test('panels have numbers of their own and lie beside each other', () => {
  const { panels } = dashboardOf(whole);
  assert.is(new Set(panels.map(({ id }) => id)).size, panels.length);
  const cells = panels.flatMap(({ gridPos: { h, w, x, y } }) =>
    Array.from({ length: h * w }, (_, cell) => `${x + (cell % w)}:${y + Math.floor(cell / w)}`),
  );
  assert.is(new Set(cells).size, cells.length);
  assert.ok(panels.every(({ gridPos: { w, x } }) => x + w <= 24));
});

test('one chooses among the names of the policies, and only where there are some', () => {
  const lists = (of: Estate) =>
    dashboardOf(of).templating.list.map(({ name, query }) => [name, query]);
  assert.equal(lists(whole), [
    ['datasource', 'prometheus'],
    ['namespace', 'montage'],
    ['pool', 'mdiff,mproject'],
    ['group', 'montage'],
    ['template', 'nightly'],
    ['cluster', 'dask'],
  ]);
  const few = estate({
    environment: environment({ grafana: { ...grafana, datasource: 'main' }, runtime: undefined }),
    pools: [workerPool()],
  });
  assert.equal(lists(few), [
    ['namespace', 'montage'],
    ['pool', 'mproject'],
  ]);
  assert.equal(
    dashboardOf(few)
      .panels.filter(({ type }) => type === 'row')
      .map(({ title }) => title),
    ['Worker pools'],
  );
});

test('five thousand pools with long names fit into a ConfigMap', () => {
  const pools = Array.from({ length: 5_000 }, (_, index) =>
    workerPool({ name: `${'a'.repeat(58)}${String(index).padStart(5, '0')}` }),
  );
  const text = textOf(estate({ environment: environment({ grafana }), pools }));
  assert.ok(Buffer.byteLength(text) < 1_000_000);
});

test('the uid is made of the name of the environment, and never longer than Grafana takes', () => {
  assert.is(dashboardUid('prod'), 'roster-prod');
  const long = `${'a'.repeat(62)}`;
  assert.is(dashboardUid(`${long}b`).length, 40);
  assert.is.not(dashboardUid(`${long}b`), dashboardUid(`${long}c`));
});

test.run();
