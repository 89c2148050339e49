// Opens a lifetime with processes in it, says where they are, and waits to be killed.
import { openLifetime } from './open-lifetime.ts';

const lifetime = openLifetime();
const { PATH = '' } = process.env;
const stubborn = 'trap "" TERM; sleep 1000 & echo "$$ $!"; wait';
const child = lifetime.launch(['/bin/sh', '-c', stubborn], {
  env: { PATH },
  cwd: lifetime.folder,
  stdout: 'pipe',
  stderr: 'pipe',
});
child.stdout?.on('data', (chunk) => {
  const pids = String(chunk).trim().split(' ').map(Number);
  process.stdout.write(`${JSON.stringify({ folder: lifetime.folder, pids })}\n`);
});
setInterval(() => undefined, 60_000); // until killed
