import { createWorkQueue, type WorkQueueParts } from '../../queue/work-queue.ts';
import type { Writes } from '../act/writes.ts';
import { type Story, sayCell } from './say-cell.ts';

/**
 * Says what became of cells, apart from deciding about them: a server that takes its time over a thousand statuses must not
 * keep a number from being changed. Of several stories about a cell only the newest is told.
 */
export interface Sayer {
  /** `mayWrite` is asked at each write: a story of a term that is over is not told. */
  say(key: string, story: Story, mayWrite: () => boolean): void;
  /** Drops what was not told yet. */
  forget(): void;
  /** Tells until `abort` fires, and resolves when the last write is answered. Called once. */
  run(concurrency: number, abort: AbortSignal): Promise<void>;
}

interface Told {
  readonly story: Story;
  readonly mayWrite: () => boolean;
}

/** Makes one that has nothing to say. What could not be written is tried again, later each time. */
export function createSayer(parts: WorkQueueParts & { readonly writes: Writes }): Sayer {
  const { writes } = parts;
  const untold = new Map<string, Told>();
  const queue = createWorkQueue(parts);

  async function tell(key: string, abort: AbortSignal): Promise<void> {
    const told = untold.get(key);
    if (told === undefined) return;
    const { story, mayWrite } = told;
    const [first] = await sayCell(story, { writes, mayWrite }, abort);
    // its queue logs the first, and all of them are written anew
    if (first !== undefined) throw new Error('writing statuses', { cause: first });
    if (untold.get(key) === told) untold.delete(key);
  }

  return {
    say: (key, story, mayWrite) => {
      // a story without a change is newer than one with, but the change is still to be told
      const changed = new Map([
        ...(untold.get(key)?.story.changed ?? []),
        ...(story.changed ?? []),
      ]);
      untold.set(key, { story: { ...story, changed }, mayWrite });
      queue.add(key);
    },
    forget: () => untold.clear(),
    run: (concurrency, abort) => queue.run(tell, concurrency, abort),
  };
}
