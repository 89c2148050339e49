/** Items of which the first by `isBefore` is always at hand. */
export interface Heap<T> {
  /** All of them, in no order. */
  readonly items: () => readonly T[];
  readonly first: () => T | undefined;
  readonly dropFirst: () => void;
  /** Puts the first where it belongs after it has changed to come later than before. */
  readonly settleFirst: () => void;
}

/** A binary heap over its own copy of the items; `isBefore` is a strict total order, so that the input's order is lost. */
export function createHeap<T>(items: readonly T[], isBefore: (a: T, b: T) => boolean): Heap<T> {
  const heap = [...items];

  function settle(from: number): void {
    const item = heap[from];
    if (item === undefined) return;
    let at = from;
    for (;;) {
      const next = earlierChild(at);
      const child = heap[next];
      if (child === undefined || !isBefore(child, item)) break;
      heap[at] = child;
      at = next;
    }
    heap[at] = item;
  }

  function earlierChild(at: number): number {
    const left = heap[2 * at + 1];
    const right = heap[2 * at + 2];
    const isRight = left !== undefined && right !== undefined && isBefore(right, left);
    return 2 * at + (isRight ? 2 : 1);
  }

  for (let at = heap.length >> 1; at >= 0; at--) settle(at);
  return {
    items: () => heap,
    first: () => heap[0],
    dropFirst() {
      const last = heap.pop();
      if (last === undefined || heap.length === 0) return;
      heap[0] = last;
      settle(0);
    },
    settleFirst: () => settle(0),
  };
}
