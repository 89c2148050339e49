import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isRunning } from '../../lifetime/process-state.ts';
import { node, onBench, shell } from './bench.ts';

const test = suite('processes');

const ends = [
  { name: 'a success is completed', script: 'exit 0', exitCode: 0, reason: 'Completed' },
  { name: 'a failure is an error with its code', script: 'exit 7', exitCode: 7, reason: 'Error' },
  {
    name: 'a signal is 128 and its number',
    script: 'kill -9 $$$$',
    exitCode: 137,
    reason: 'Error',
  },
] as const;
for (const { name, script, exitCode, reason } of ends) {
  test(name, () =>
    onBench(async ({ run }) => {
      assert.equal(await (await run(shell(script))).exited, { exitCode, reason });
    }),
  );
}

test('a program that is not there ends at once as a container runtime reports it', () =>
  onBench(async ({ run }) => {
    assert.equal(await (await run({ command: ['no-such-program'] })).exited, {
      exitCode: 128,
      reason: 'StartError',
      message:
        'unable to start container process: exec: "no-such-program": executable file not found in $PATH',
    });
  }));

test('a program that ends on SIGTERM decides its exit code', () =>
  onBench(async ({ run }) => {
    const running = await run(
      node(`
        process.on('SIGTERM', () => { console.log('bye'); process.exit(3); });
        setInterval(() => {}, 1000);
        console.log('up');
      `),
    );
    await running.says('up');
    running.stop(30_000);
    assert.is((await running.exited).exitCode, 3);
    assert.is(await running.output(), 'up\nbye\n');
  }));

test('a program that ignores SIGTERM is killed after its grace', () =>
  onBench(async ({ run }) => {
    const running = await run(shell('trap "" TERM; echo up; while :; do sleep 1; done'));
    await running.says('up');
    running.stop(100);
    assert.is((await running.exited).exitCode, 137);
  }));

test('SIGTERM goes to the first process only, which may need the others to end well', () =>
  onBench(async ({ run }) => {
    const child = `seen=nothing; trap 'seen=SIGTERM' TERM; trap 'echo saw $seen; exit' USR1; echo up; while :; do sleep 0.05; done`;
    const running = await run({
      ...shell(`trap 'sleep 0.2; kill -USR1 $!; wait $!; exit 5' TERM; sh -c "$CHILD" & wait`),
      env: [{ name: 'CHILD', value: child }],
    });
    await running.says('up');
    running.stop(30_000);
    assert.is((await running.exited).exitCode, 5);
    assert.is(await running.output(), 'up\nsaw nothing\n');
  }));

test('a later stop shortens the grace and does not lengthen it', () =>
  onBench(async ({ run }) => {
    const running = await run(shell('trap "" TERM; echo up; while :; do sleep 1; done'));
    await running.says('up');
    running.stop(3_600_000);
    running.stop(10);
    running.stop(3_600_000);
    assert.is((await running.exited).exitCode, 137);
  }));

test('what a program leaves behind ends with it, before its end is told', () =>
  onBench(async ({ run }) => {
    const running = await run(
      shell(
        '(trap "" TERM; echo child $(exec sh -c \'echo $PPID\'); : > $POD_ROOT/told; exec sleep 1000) & until [ -e $POD_ROOT/told ]; do sleep 0.01; done; exit 4',
      ),
    );
    const child = Number(/child (\d+)/.exec(await running.says('\n'))?.[1]);
    assert.ok(child > 1);
    assert.is((await running.exited).exitCode, 4);
    assert.not(isRunning(child), `process ${child} still runs`);
  }));

test('a container gets its own variables, whatever their names, and none of the host but two', () =>
  onBench(async ({ run }) => {
    process.env.SECRET_OF_THE_HOST = 'leaked';
    try {
      const running = await run({
        ...node('console.log(JSON.stringify(process.env))'),
        env: [
          { name: 'PLAIN', value: '  two\nlines "quoted" $(PLAIN) $HOME' },
          { name: 'with.dot-and-dash', value: 'kept' },
          { name: 'PPID', value: 'abc' },
          { name: 'OPTIND', value: 'x' },
          { name: '%$#', value: 'odd' },
          { name: 'EMPTY' },
        ],
      });
      await running.exited;
      const { PWD, OLDPWD, ...env } = JSON.parse(await running.output());
      const { PATH = '', HOME = '' } = process.env;
      assert.equal(env, {
        PATH,
        HOME,
        HOSTNAME: 'pod-1',
        KUBERNETES_SERVICE_HOST: '127.0.0.1',
        KUBERNETES_SERVICE_PORT: '1',
        POD_ROOT: env.POD_ROOT,
        PLAIN: '  two\nlines "quoted" $(PLAIN) $HOME',
        'with.dot-and-dash': 'kept',
        PPID: 'abc',
        OPTIND: 'x',
        '%$#': 'odd',
        EMPTY: '',
      });
    } finally {
      delete process.env.SECRET_OF_THE_HOST;
    }
  }));

test('an image gives its entrypoint, variables and folder, and the container overrides them', () =>
  onBench(
    async ({ run }) => {
      const running = await run({
        image: 'registry.example.org/x:1',
        env: [{ name: 'B', value: 'own' }],
        args: ['-c', 'echo $A $B $(pwd)'],
      });
      await running.exited;
      assert.is(await running.output(), 'image own /\n');
    },
    {
      images: {
        'registry.example.org/x:1': {
          command: ['sh'],
          args: ['-c', 'echo unused'],
          env: { A: 'image', B: 'image' },
          workingDir: '/',
        },
      },
    },
  ));

test('a container without a known command is refused', () =>
  onBench(async ({ runtime, pod }) => {
    const request = { pod: pod(), container: { name: 'main' }, podIp: '127.0.0.1', restarts: 0 };
    const start = await runtime.start(request, new AbortController().signal);
    assert.is(!start.started && start.reason, 'CreateContainerError');
  }));

test('what a container leaves as its termination message is told, else on an error the end of its log', () =>
  onBench(async ({ run }) => {
    const left = await run(shell('echo log; printf why > $POD_ROOT/dev/termination-log; exit 1'));
    assert.is((await left.exited).message, 'why');
    const policy = { terminationMessagePolicy: 'FallbackToLogsOnError' };
    assert.is(
      (await (await run({ ...shell('echo log; exit 1'), ...policy })).exited).message,
      'log\n',
    );
    assert.is((await (await run({ ...shell('echo log'), ...policy })).exited).message, undefined);
  }));

test('a start that was given up starts nothing', () =>
  onBench(async ({ runtime, pod }) => {
    const container = { name: 'main', ...shell('echo up') };
    const request = { pod: pod(), container, podIp: '127.0.0.1', restarts: 0 };
    const outcome = await runtime.start(request, AbortSignal.abort()).then(
      () => 'started',
      () => 'given up',
    );
    assert.is(outcome, 'given up');
  }));

test('a pod that is forgotten while it starts does not start, and leaves nothing', () =>
  onBench(async ({ run, runtime, pod, lifetime }) => {
    const one = pod();
    const starting = run(shell('exec sleep 1000'), one).then(
      () => 'started',
      () => 'refused',
    );
    await runtime.forget(one.metadata?.uid ?? '');
    assert.is(await starting, 'refused');
    assert.equal(readdirSync(join(lifetime.folder, 'pods')), []);
  }));

test('what a container writes to an emptyDir is there after its restart, and its root is new', () =>
  onBench(async ({ run, pod }) => {
    const one = pod({ volumes: [{ name: 'kept', emptyDir: {} }] });
    const volumeMounts = [{ name: 'kept', mountPath: '/kept' }];
    const write = shell('echo kept > $POD_ROOT/kept/file; touch $POD_ROOT/lost');
    await (await run({ ...write, volumeMounts }, one)).exited;
    const look = await run({ ...shell('cat $POD_ROOT/kept/file; ls'), volumeMounts }, one);
    await look.exited;
    assert.is(await look.output(), 'kept\ndev\nkept\n');
  }));

test('a hundred pods run at once and end at once', () =>
  onBench(async ({ run, runtime }) => {
    const all = await Promise.all(
      Array.from({ length: 100 }, (_, index) => run(shell(`echo up ${index}; exec sleep 1000`))),
    );
    await Promise.all(all.map((one, index) => one.says(`up ${index}\n`)));
    await Promise.all(all.map(({ pod }) => runtime.forget(pod.metadata?.uid ?? '')));
    for (const one of all) assert.is((await one.exited).exitCode, 143);
  }));

test.run();
