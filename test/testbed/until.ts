import { setTimeout as wait } from 'node:timers/promises';

const patienceMs = 60_000;
const lookMs = 25;

/**
 * Waits until `look` gives something else than undefined or false, and gives that. Rejects after a minute with `what`
 * was waited for: a limit for what hangs, not a measure of speed.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined>,
): Promise<Exclude<T, false>> {
  const deadline = AbortSignal.timeout(patienceMs);
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen as Exclude<T, false>;
    if (deadline.aborted) throw new Error(`waited ${patienceMs / 1_000} s in vain until ${what}`);
    await wait(lookMs);
  }
}
