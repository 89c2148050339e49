import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fieldsOfMode, requiredOfMode } from '../../../src/language/pool/mode-fields.ts';
import { scalingDefaults } from '../../../src/language/schema/defaults.ts';
import { kinds } from '../../../src/language/schema/kinds.ts';
import { modes, scaling } from '../../../src/language/schema/scaling.ts';
import type { relaxations } from '../../../src/language/schema/security.ts';
import type { volumeSources } from '../../../src/language/schema/volume-sources.ts';
import type { engines, WrittenPool } from '../../../src/language/schema/worker-pool.ts';
import type { EnvVar } from '../../../src/model/container.ts';
import type { Relaxation } from '../../../src/model/pod.ts';
import type { Formula, Mode, Scaling } from '../../../src/model/scaling.ts';
import type { Volume } from '../../../src/model/volume.ts';
import type { Engine } from '../../../src/model/worker-pool.ts';
import { schemas } from './kinds.ts';

/** Does not compile unless both types are the same. */
function same<A, B>(_: [A] extends [B] ? ([B] extends [A] ? true : never) : never): void {}

type Written = WrittenPool['scaling'];
type WrittenWorker = WrittenPool['worker'];

// Lists that stand both in a schema and in the model: a new entry in one alone does not compile.
same<(typeof modes)[number], Mode>(true);
same<(typeof relaxations)[number], Relaxation>(true);
same<
  (typeof volumeSources)[number],
  Exclude<keyof Volume, 'name' | 'mountPath' | 'subPath' | 'readOnly'>
>(true);
same<Exclude<(typeof engines)[number], 'auto'>, Engine['name']>(true);
same<NonNullable<Written['formula']>, Formula>(true);
same<NonNullable<Written['victims']>, Scaling['victims']>(true);
same<
  keyof NonNullable<NonNullable<WrittenWorker['env']>[number]['valueFrom']>,
  keyof NonNullable<EnvVar['valueFrom']>
>(true);
// @ts-expect-error the assertion is seen to fail
same<'a' | 'b', 'a'>(true);

test('the union of lists is checked by the compiler, the kinds by this', () => {
  assert.equal([...kinds].sort(), Object.keys(schemas).sort());
});

test('every field of scaling belongs to a mode', () => {
  const used = new Set(Object.values(fieldsOfMode).flat());
  const fields = Object.keys(scaling.properties).filter((field) => field !== 'mode');
  assert.equal(
    fields.filter((field) => !used.has(field)),
    [],
  );
  assert.equal(
    [...used].filter((field) => !fields.includes(field)),
    [],
  );
});

test('what a mode requires, it has', () => {
  for (const mode of modes)
    assert.equal(
      requiredOfMode[mode].filter((field) => !fieldsOfMode[mode].includes(field)),
      [],
    );
});

test('the defaults that the checker fills in are those that the schema shows', () => {
  const { onSignalLoss, schedule, ...own } =
    schemas.WorkerPool.properties!.spec!.properties!.scaling!.properties!;
  const { holdFor, timezone, ...defaults } = scalingDefaults;
  for (const [field, value] of Object.entries(defaults))
    assert.is(own[field]!.default, value, field);
  assert.is(onSignalLoss!.properties!.holdFor!.default, holdFor);
  assert.is(schedule!.items!.properties!.timezone!.default, timezone);
  assert.is(own.timezone!.default, timezone);
});

test.run();
