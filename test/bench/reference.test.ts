import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { policiesOf } from '../../bench/synth/policies.ts';
import { referenceEstate } from '../../bench/synth/reference.ts';
import { run } from '../cli/capture.ts';
import { inFolder, put } from '../cli/folder.ts';

const test = suite('the reference policies of the benchmark');

test('are accepted, or nothing is measured', () =>
  inFolder(async (folder) => {
    const policies = join(folder, 'policies');
    put(policies, Object.fromEntries(policiesOf(referenceEstate)));
    const { status, out, error } = await run('check', '--policies', policies);
    assert.is(status, 0, `${out}${error}`);
  }));

test.run();
