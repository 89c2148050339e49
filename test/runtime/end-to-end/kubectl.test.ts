import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { kubectl, withKubectl } from '../../testbed/kubectl.ts';
import { pool } from './policies.ts';
import { withStage } from './stage.ts';

const test = suite('the controller end to end: kubectl');

withKubectl(test, 'get and describe tell how many workers a pool has and why', async () => {
  const policies = [
    pool('jobs', { mode: 'manual', workers: 3, max: 2 }),
    pool('idle', { mode: 'manual', workers: 0 }),
  ];
  await withStage({ policies }, async (stage) => {
    await stage.start();
    await stage.untilStatus('jobs', { wanted: 2, current: 2 });
    await stage.untilStatus('idle', { wanted: 0, current: 0 });
    await stage.untilEvent('jobs', 'Scaled');
    const run = async (...words: readonly string[]) =>
      (await kubectl(stage.bed.kubeconfig, '-n', stage.namespace, ...words)).stdout;
    const table = (await run('get', 'wp')).replaceAll(/ \d+s$/gm, ' AGE');
    assert.is(
      table.replaceAll(/ +/g, ' '),
      [
        'NAME MODE ENGINE WANTED CURRENT READY REASON AGE',
        'idle manual runtime 0 0 0 Manual AGE',
        'jobs manual runtime 2 2 0 AtMax AGE',
        '',
      ].join('\n'),
    );
    const text = await run('describe', 'wp', 'jobs');
    for (const line of [
      /Reason: +WorkersNotReady/,
      /Message: +The pool has its maximum of workers and would have more\./,
      /3 workers are asked for\n +3 workers would be above the maximum of 2/,
      /Normal +Scaled .* +From 1 to 2 workers: 3 workers are asked for; /,
    ]) {
      assert.match(text, line);
    }
  });
});

test.run();
