/** What the system's refusals mean, in words that need no manual. */
const refusals: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of the path is no folder',
  EISDIR: 'it is a folder',
  ENOENT: 'it is not there',
  EBUSY: 'something else uses it',
};

/** Tells an error as the chain of what was being done, the innermost reason last; the system's own words are translated. */
export function errorWords(error: unknown): string {
  const chain: string[] = [];
  for (let one: unknown = error; one instanceof Error; one = one.cause) chain.push(wordsOf(one));
  return chain.join(': ') || String(error);
}

function wordsOf(error: Error): string {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error.message;
  return refusals[code] ?? `the system refused (${code})`;
}
