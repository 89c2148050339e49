import { spawn } from 'node:child_process';

/** Waits for the end of its owner and removes what that left behind. */
export interface Guard {
  readonly pid: number;
  /** Ends the guard; what is still in the folder goes with it. */
  readonly dismiss: () => Promise<void>;
}

// Its input ends when the owner closes it or dies, of whatever cause. Everything a testbed holds can be made anew,
// so there is nothing to end gently. Plain sh: it must start at once and outlive a Ctrl-C, thus a session of its own.
const script = `
while read -r _; do :; done
mv "$1" "$1.gone" 2>/dev/null || exit 0
for file in "$1.gone"/pids/*; do
  kill -KILL "-\${file##*/}" 2>/dev/null
done
tries=0
while ! rm -rf "$1.gone" 2>/dev/null && [ "$tries" -lt 50 ]; do
  tries=$((tries + 1))
  sleep 0.1
done
`;

export function startGuard(folder: string): Guard {
  const child = spawn('/bin/sh', ['-c', script, 'roster-testbed-guard', folder], {
    detached: true,
    cwd: '/',
    env: { PATH: process.env.PATH ?? '' },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  child.unref();
  (child.stdin as unknown as { unref: () => void }).unref();
  return {
    pid: child.pid ?? 0,
    dismiss: async () => {
      child.ref();
      child.stdin.end();
      await ended;
    },
  };
}
