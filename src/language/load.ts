import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Code } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnose } from '../diagnostics/report.ts';
import { compareText } from '../model/order.ts';
import type { Source } from '../model/source.ts';
import { largestFile, reportSize } from './yaml/read.ts';

/**
 * Reads every policy file (*.yaml, *.yml) below `directory`, sorted by shown path. `shownAs` is what the operator
 * typed and the only path that reports show. What starts with a dot and what is neither file nor folder is passed
 * over; a file that several links lead to is read once.
 */
export function loadFolder(
  directory: string,
  shownAs: string,
): { readonly sources: readonly Source[]; readonly diagnostics: readonly Diagnostic[] } {
  const shown = shownAs.replace(/\/+$/, '') || shownAs;
  const root = findRoot(directory);
  if (root === undefined)
    return {
      sources: [],
      diagnostics: [reportNothing(shown, 'must be a folder that can be read, and is not')],
    };
  const walk: Walk = { root, sources: [], diagnostics: [], links: [], seen: new Set([root]) };
  walkFolder(walk, { path: root, shown });
  // Links last: a file that is also there as itself is shown as itself. Following one may find more of them.
  for (let link = walk.links.shift(); link; link = walk.links.shift()) followLink(walk, link);
  const { sources, diagnostics } = walk;
  if (sources.length === 0 && diagnostics.length === 0) {
    diagnostics.push(
      reportNothing(shown, 'must hold a policy file (*.yaml or *.yml), and holds none'),
    );
  }
  return { sources: sources.toSorted((a, b) => compareText(a.path, b.path)), diagnostics };
}

interface Entry {
  /** For the file system; never shown. */
  readonly path: string;
  readonly shown: string;
}

interface Walk {
  readonly root: string;
  readonly sources: Source[];
  readonly diagnostics: Diagnostic[];
  readonly links: Entry[];
  /** The real paths of all files and folders read so far. */
  readonly seen: Set<string>;
}

function findRoot(directory: string): string | undefined {
  try {
    const root = realpathSync(directory);
    return statSync(root).isDirectory() ? root : undefined;
  } catch {
    return undefined;
  }
}

function walkFolder(walk: Walk, folder: Entry): void {
  const entries =
    attempt(walk, folder, () => readdirSync(folder.path, { withFileTypes: true })) ?? [];
  for (const entry of entries.toSorted((a, b) => compareText(a.name, b.name))) {
    if (entry.name.startsWith('.')) continue;
    const one = { path: join(folder.path, entry.name), shown: `${folder.shown}/${entry.name}` };
    if (entry.isSymbolicLink()) walk.links.push(one);
    else enter(walk, one, one.path, entry);
  }
}

function enter(
  walk: Walk,
  entry: Entry,
  real: string,
  kind: Pick<Stats, 'isDirectory' | 'isFile'>,
): void {
  const isPolicy = kind.isFile() && /\.ya?ml$/.test(entry.shown);
  if (!(isPolicy || kind.isDirectory()) || walk.seen.has(real)) return;
  walk.seen.add(real);
  if (isPolicy) readPolicy(walk, { path: real, shown: entry.shown });
  else walkFolder(walk, { path: real, shown: entry.shown });
}

function followLink(walk: Walk, link: Entry): void {
  const real = attempt(walk, link, () => realpathSync(link.path), brokenLink);
  if (real === undefined) return;
  const kind = attempt(walk, link, () => statSync(real));
  if (!kind) return;
  if (isWithin(real, walk.root)) {
    if (kind.isDirectory() && isWithin(link.path, real))
      report(
        walk,
        link,
        'unreadable-file',
        'a link must not lead to a folder that it is in',
        'remove the link',
      );
    else enter(walk, link, real, kind);
  } else if (kind.isDirectory() || /\.ya?ml$/.test(link.shown)) {
    report(
      walk,
      link,
      'link-leaves-tree',
      'a link must lead to something in the policy folder, and this one leads out of it',
      'copy what it leads to into the folder',
    );
  }
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`);
}

function readPolicy(walk: Walk, entry: Entry): void {
  const bytes = attempt(walk, entry, () => readBytes(entry.path));
  if (bytes === 'too large') walk.diagnostics.push(reportSize(blame(entry)));
  else if (bytes) {
    const text = decode(walk, entry, bytes);
    if (text !== undefined) walk.sources.push({ path: entry.shown, text });
  }
}

/** Opened without waiting, in case the file has become a pipe since the folder was listed. */
function readBytes(path: string): Buffer | 'too large' | undefined {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) return undefined;
    return stats.size > largestFile ? 'too large' : readFileSync(file);
  } finally {
    closeSync(file);
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A byte-order mark is dropped here, so that columns count from the first visible character. */
function decode(walk: Walk, entry: Entry, bytes: Buffer): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    report(
      walk,
      entry,
      'unreadable-file',
      'a policy file must be UTF-8, and this one is not',
      'save it as UTF-8',
    );
    return undefined;
  }
}

function attempt<T>(
  walk: Walk,
  entry: Entry,
  work: () => T,
  absent = refusals.ENOENT,
): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const code = String(error.code);
    const [message, help] = (code === 'ENOENT' ? absent : refusals[code]) ?? [
      `the system must let it be read, and refused (${code})`,
      undefined,
    ];
    report(walk, entry, 'unreadable-file', message, help);
    return undefined;
  }
}

const brokenLink = [
  'a link must lead to something, and this one leads to nothing',
  'remove the link, or restore what it leads to',
] as const;

const refusals: Readonly<Record<string, readonly [message: string, help: string]>> = {
  ENOENT: [
    'it must be there to be read, and the system finds nothing by its name',
    'give it a name in UTF-8',
  ],
  ELOOP: ['a link must lead to something, and this one leads back to itself', 'remove the link'],
  EACCES: [
    'it must be readable, and permission is denied',
    'make it readable, or move it out of the policy folder',
  ],
  EPERM: [
    'it must be readable, and permission is denied',
    'make it readable, or move it out of the policy folder',
  ],
};

function report(
  { diagnostics }: Walk,
  entry: Entry,
  code: Code,
  message: string,
  help?: string,
): void {
  diagnostics.push(diagnose(code, message, { source: blame(entry), help }));
}

function blame({ shown }: Entry): Source {
  return { path: shown, text: '' };
}

function reportNothing(shown: string, rule: string): Diagnostic {
  return diagnose('no-policies', `${shown} ${rule}`, {
    help: 'name the policy folder with --policies',
  });
}
