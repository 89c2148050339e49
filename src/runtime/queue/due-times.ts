import type { Instant } from '../../model/units.ts';

interface Entry {
  readonly key: string;
  readonly at: Instant;
}

/** Keys with the moment at which each is due, the earliest first. */
export interface DueTimes {
  /** Sets when `key` is due, unless it already is due sooner. */
  set(key: string, at: Instant): void;
  remove(key: string): void;
  /** When the first is due; `undefined` where there is none. */
  next(): Instant | undefined;
  /** Takes out one that is due at `now`. */
  take(now: Instant): string | undefined;
  size(): number;
}

/** Makes an empty set: a binary heap in which a key that was moved or removed leaves its old entry behind until it surfaces. */
export function createDueTimes(): DueTimes {
  const heap: Entry[] = [];
  const due = new Map<string, Instant>();

  const skipOld = () => {
    for (let first = heap[0]; first !== undefined; first = heap[0]) {
      if (due.get(first.key) === first.at) return first;
      pop(heap);
    }
    return undefined;
  };

  return {
    set: (key, at) => {
      const known = due.get(key);
      if (known !== undefined && known <= at) return;
      due.set(key, at);
      push(heap, { key, at });
    },
    remove: (key) => {
      due.delete(key);
    },
    next: () => skipOld()?.at,
    take: (now) => {
      const first = skipOld();
      if (first === undefined || first.at > now) return undefined;
      pop(heap);
      due.delete(first.key);
      return first.key;
    },
    size: () => due.size,
  };
}

function push(heap: Entry[], entry: Entry): void {
  let at = heap.push(entry) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || parent.at <= entry.at) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = entry;
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    const [below, child] = earlierChild(heap, at);
    if (child === undefined || child.at >= last.at) break;
    heap[at] = child;
    at = below;
  }
  heap[at] = last;
}

function earlierChild(heap: readonly Entry[], at: number): readonly [number, Entry | undefined] {
  const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
  if (right !== undefined && left !== undefined && right.at < left.at) return [2 * at + 2, right];
  return [2 * at + 1, left];
}
