import { type ChildProcess, fork } from 'node:child_process';

/** Another process of the benchmark, so that what it takes is counted apart. */
export interface Remote<Ask, Answer> {
  readonly pid: number;
  /** Rejects when the process ends first, with what it said. */
  ask(question: Ask): Promise<Answer>;
  stop(): Promise<void>;
}

interface Envelope {
  readonly id: number;
  readonly message: unknown;
}

/** Starts a module of ours; TypeScript is run as it is, JavaScript without the loader for that. */
export function startRemote<Ask, Answer>(
  module: string,
  words: readonly string[] = [],
): Remote<Ask, Answer> {
  const execArgv = module.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const child = fork(module, words, { execArgv, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const waiting = new Map<number, (answer: Answer) => void>();
  const refusals = new Set<(error: Error) => void>();
  const said = tailOf(child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let id = 0;
  void ended.then(() => {
    const error = new Error(`${module} ended with ${child.exitCode}:\n${said()}`);
    for (const refuse of refusals) refuse(error);
  });
  child.on('message', ({ id: of, message }: Envelope) => {
    waiting.get(of)?.(message as Answer);
    waiting.delete(of);
  });

  return {
    pid: child.pid ?? 0,
    ask: (message) =>
      new Promise((resolve, reject) => {
        id += 1;
        const refuse = (error: Error) => reject(error);
        refusals.add(refuse);
        waiting.set(id, (answer) => {
          refusals.delete(refuse);
          resolve(answer);
        });
        if (child.connected) child.send({ id, message });
        else reject(new Error(`${module} has ended:\n${said()}`));
      }),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const kill = setTimeout(() => child.kill('SIGKILL'), 5_000);
        child.kill('SIGTERM');
        await ended;
        clearTimeout(kill);
      }
    },
  };
}

/** The other end: answers each question of the process that started this one. */
export function answerParent<Ask>(answer: (question: Ask) => unknown): void {
  process.on('message', ({ id, message }: Envelope) => {
    void Promise.resolve(answer(message as Ask)).then((reply) => {
      process.send?.({ id, message: reply ?? null });
    });
  });
  process.on('disconnect', () => process.exit(0)); // nobody is left to ask
}

const kept = 4_000;

function tailOf({ stdout, stderr }: ChildProcess): () => string {
  let text = '';
  for (const stream of [stdout, stderr]) {
    stream?.on('data', (part) => {
      text = `${text}${part}`.slice(-kept);
    });
  }
  return () => text;
}
