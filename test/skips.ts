/** What was skipped on this machine and how to get it, one line each; `run.ts` prints them at the end. */
export const skips: string[] = [];

interface Suite {
  (name: string, run: () => void | Promise<void>): void;
  skip: (name: string, run: () => void | Promise<void>) => void;
}

/** Runs a test where its tool is installed and skips it, by name and counted, where it is not. */
export function needs(tool: string, present: boolean, install: string) {
  return (suite: Suite, name: string, run: () => void | Promise<void>): void => {
    if (present) suite(name, run);
    else {
      skips.push(`${name}: needs ${tool} (${install})`);
      suite.skip(name, run);
    }
  };
}
