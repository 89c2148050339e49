import { Ajv } from 'ajv';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { resolvedSpec } from '../../../src/compile/pool/resolved-spec.ts';
import { scaling } from '../../../src/language/schema/scaling.ts';
import { workerPool } from '../../builders.ts';
import { samples } from '../samples.ts';

// Formats are checked elsewhere; here it is about names and types of fields.
const isScaling = new Ajv({ strict: false, validateFormats: false }).compile(scaling);

for (const [name, pool] of Object.entries(samples)) {
  test(`the resolved scaling of ${name} is in the words of the policy language`, () => {
    isScaling(resolvedSpec(pool).scaling);
    assert.equal(isScaling.errors ?? [], []);
  });
}

test('the spec is as written but for the profile, the engine and the scaling', () => {
  const written = {
    profile: 'p',
    engine: 'auto',
    worker: { image: 'i' },
    scaling: { mode: 'fixed' },
  };
  assert.equal(resolvedSpec(workerPool({ written })), {
    engine: 'git',
    worker: { image: 'i' },
    scaling: { mode: 'fixed', workers: 3 },
  });
});

test.run();
