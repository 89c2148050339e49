// Writes docs/reference/ from the schemas, codes and commands: `node --import tsx docs/generate.ts`.
// With --check it writes nothing and ends with 1 when a page is not what the code says.
import { fileURLToPath } from 'node:url';
import { makePages } from './generate/pages.ts';
import { staleFiles, writePages } from './generate/reference.ts';

const folder = fileURLToPath(new URL('reference', import.meta.url));
const pages = await makePages();
const stale = staleFiles(folder, pages);

if (!process.argv.includes('--check')) {
  writePages(folder, pages);
  process.stdout.write(`${pages.size} pages, ${stale.length} written\n`);
} else if (stale.length > 0) {
  process.stderr.write(
    `docs/reference is not what the code says: ${stale.join(', ')}\nrun: node --import tsx docs/generate.ts\n`,
  );
  process.exitCode = 1;
}
