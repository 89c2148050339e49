/** What `run.ts` does after the last test, whatever came of it: stopping servers that several tests share. */
export const teardowns: (() => Promise<void>)[] = [];
