// Writes a tree and kills itself before the n-th call on the disk; compiled and run by kill.test.ts.
import { readFileSync } from 'node:fs';
import { writeTree } from '../../src/render/write.ts';
import { countingDisk } from './failing-disk.ts';

const [out = '', filesJson = '', at = ''] = process.argv.slice(2);
const files = new Map<string, string>(JSON.parse(readFileSync(filesJson, 'utf8')));
const disk = countingDisk((call) => {
  if (call === Number(at)) process.kill(process.pid, 'SIGKILL');
});
writeTree(out, files, { deletions: 'budget' }, disk);
