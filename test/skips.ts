/** A test that was skipped on this machine, what it needs, and how to get that; `run.ts` prints them at the end. */
export interface Skip {
  readonly name: string;
  readonly needs: string;
}

export const skips: Skip[] = [];

/** The skips under what they need, which is said once for all of them. */
export function describeSkips(all: readonly Skip[]): readonly string[] {
  const reasons = [...new Set(all.map(({ needs }) => needs))];
  return reasons.flatMap((reason) => {
    const names = all.filter(({ needs }) => needs === reason).map(({ name }) => `  ${name}`);
    return [`${names.length} skipped, need ${reason}:`, ...names];
  });
}

interface Suite {
  (name: string, run: () => void | Promise<void>): void;
  skip: (name: string, run: () => void | Promise<void>) => void;
}

/** Runs a test where its tool is installed and skips it, by name and counted, where it is not. */
export function needs(tool: string, present: boolean, install: string) {
  return (suite: Suite, name: string, run: () => void | Promise<void>): void => {
    if (present) suite(name, run);
    else {
      skips.push({ name, needs: `${tool} (${install})` });
      suite.skip(name, run);
    }
  };
}
