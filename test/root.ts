/** The folder whose tests run: `test`, or the one named by the runner's second argument. */
export const root = process.argv[3] ?? 'test';
