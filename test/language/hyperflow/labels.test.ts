import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from '../../../src/language/check.ts';
import { poolText, readText } from './document.ts';

const labels =
  '  namespace: photos\n  labels: {app.kubernetes.io/managed-by: Helm, roster.dev/pool: a, team: b}';

test('labels that Roster keeps to itself are left out, since the operator copies none', () => {
  const { pool } = readText(poolText({ namespace: labels }));
  assert.equal(pool?.metadata.labels, { team: 'b' });
});

test('a document that Helm made is taken as it is', () => {
  const { diagnostics } = check([{ path: 'resize.yaml', text: poolText({ namespace: labels }) }]);
  assert.equal(
    diagnostics.filter(({ code }) => code === 'label-owned'),
    [],
  );
});

test.run();
