const limitMs = 20_000;

/** Lets sockets do what they can until `look` is true; fails with `what` after a while, which is no measure of speed. */
export async function eventually(what: string, look: () => boolean): Promise<void> {
  const late = AbortSignal.timeout(limitMs);
  while (!look()) {
    if (late.aborted) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Lets sockets do what they can for a moment, to see that something does not happen. */
export async function aMoment(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
