import { execFile } from 'node:child_process';
import { moduleFolder } from './sources.ts';

export type Downloaded =
  /** The folder of each module in the Go module cache, by its path. */
  | { readonly ok: true; readonly folders: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly why: string };

/**
 * Has Go fetch modules, given as `path@version`, and hold them to go.sum of `folder`. What is not as go.sum has it throws,
 * for that must not pass for a machine that lacks something.
 */
export async function downloadModules(
  modules: readonly string[],
  folder = moduleFolder,
  program = 'go',
): Promise<Downloaded> {
  const { missing, out, said } = await go(
    program,
    ['mod', 'download', '-json', ...modules],
    folder,
  );
  if (missing) return { ok: false, why: 'there is no `go`' };
  if (/checksum mismatch|SECURITY ERROR/.test(out + said)) {
    throw new Error(`the modules are not those of go.sum: ${said.trim() || out}`);
  }
  const answers = parseAll(out);
  const folders = Object.fromEntries(
    answers.flatMap(({ Path, Dir }) => (Dir === undefined ? [] : [[Path, Dir] as const])),
  );
  if (Object.keys(folders).length === modules.length) return { ok: true, folders };
  const error = answers.find((answer) => answer.Error !== undefined)?.Error;
  return { ok: false, why: error ?? `go said ${said.trim()}` };
}

interface GoModule {
  readonly Path: string;
  /** Missing where the download failed, and where the module wants a newer Go. */
  readonly Dir?: string;
  readonly Error?: string;
}

interface Ended {
  readonly missing: boolean;
  readonly out: string;
  readonly said: string;
}

function go(program: string, words: readonly string[], cwd: string): Promise<Ended> {
  const env = { ...process.env, GOWORK: 'off' }; // a workspace around the repository is none of ours
  return new Promise((resolve) => {
    execFile(program, words, { cwd, env }, (error, out, said) => {
      resolve({ missing: error?.code === 'ENOENT', out, said });
    });
  });
}

/** Go prints one indented object after the other. */
function parseAll(out: string): readonly GoModule[] {
  const texts = out.split(/^(?=\{)/m).filter((text) => text.trim() !== '');
  return texts.map((text) => JSON.parse(text));
}
