import type { Parts } from '../parts.ts';

type ReadFile = Parts['readFile'];

/** Far more than a certificate authority's bundle; what is larger is some other file. */
const longest = 1_048_576;
/** Servers refuse headers that are much shorter than this. */
const longestSecret = 16_384;

/** Reads a secret without the line break at its end. Rejects with the path, and with nothing of what is in the file. */
export async function readSecret(path: string, readFile: ReadFile): Promise<string> {
  const secret = (await readMounted(path, readFile)).trim();
  if (secret.length > longestSecret) throw new Error(`${path} is too large for a secret`);
  return secret;
}

/**
 * Reads a file that must say something: an empty one is being written, and empty certificates would mean those of the system.
 */
export async function readMounted(path: string, readFile: ReadFile): Promise<string> {
  const text = await readAny(path, readFile);
  if (text.trim() === '') throw new Error(`${path} is empty`);
  return text;
}

/** Reads a name that may be empty, such as that of the default user. */
export async function readName(path: string, readFile: ReadFile): Promise<string> {
  return (await readAny(path, readFile)).trim();
}

async function readAny(path: string, readFile: ReadFile): Promise<string> {
  const text = await readFile(path).catch((error: unknown) => {
    throw new Error(`reading ${path}`, { cause: error });
  });
  if (text.length > longest) throw new Error(`${path} is too large`);
  return text;
}
