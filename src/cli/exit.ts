/** What the process ends with. Scripts rely on these numbers. */
export const exit = {
  ok: 0,
  /** The policies have errors, or `dist/` is not what they say. */
  failed: 1,
  /** The command line cannot be understood. */
  usage: 2,
} as const;

export type Exit = (typeof exit)[keyof typeof exit];
