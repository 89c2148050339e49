import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { InformerParts } from '../../../src/runtime/kube/create-informer.ts';
import { createFakeApiServer } from '../../fakes/api-server.ts';
import { createVirtualClock } from '../../fakes/virtual-clock.ts';
import { run } from './following.ts';

const minute = 60_000;

type Absence = InformerParts<never>['absence'];

async function failing(status: number, absence: Absence, use: Parameters<typeof run>[1]) {
  const clock = createVirtualClock();
  const fake = createFakeApiServer(clock);
  fake.fail({}, { status });
  await run({ fake, clock }, use, absence);
}

test('what may not be listed is warned of once, with the remedy', async () => {
  await failing(403, 'wrong', async ({ clock, logged }) => {
    await clock.advance(10 * minute);
    assert.equal(
      logged.map(({ level, message }) => [level, message]),
      [['warn', 'listing is forbidden; is the Role of this ServiceAccount synced?']],
    );
  });
});

test('a kind that is not installed is warned of once', async () => {
  await failing(404, 'wrong', async ({ clock, logged }) => {
    await clock.advance(10 * minute);
    assert.equal(
      logged.map(({ level, message }) => [level, message]),
      [['warn', 'the server knows no such kind; are its CRDs installed?']],
    );
  });
});

for (const status of [403, 404])
  test(`what there need not be is no warning when the server answers ${status}`, async () => {
    await failing(status, 'allowed', async ({ clock, logged }) => {
      await clock.advance(10 * minute);
      assert.equal(
        logged.map(({ level }) => level),
        ['debug'],
      );
    });
  });

test('a list that failed was tried, and has not synced', async () => {
  await failing(500, 'wrong', async ({ informer }) => {
    assert.equal([informer.wasTried(), informer.hasSynced()], [true, false]);
    assert.is(informer.unavailable(), undefined);
  });
});

test.run();
