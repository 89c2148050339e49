/** Which pools each cell had when it was looked at last, so that what is kept of one that left can be forgotten. */
export interface Roll {
  /** Takes up which pools are there, and gives them and those that were there before, each once. */
  call(cell: string, present: readonly string[]): Iterable<string>;
  clear(): void;
}

/** Makes one that has seen no cell. */
export function createRoll(): Roll {
  const members = new Map<string, readonly string[]>();
  return {
    call: (cell, present) => {
      const before = members.get(cell) ?? [];
      if (present.length === 0) members.delete(cell);
      else members.set(cell, present);
      return new Set([...before, ...present]);
    },
    clear: () => members.clear(),
  };
}
