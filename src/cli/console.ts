/** What a command may do to the world outside the files it is for. */
export interface Console {
  /** Results: what another program may read. */
  readonly out: (text: string) => void;
  /** Everything meant for people only: progress, notes, wrong usage. */
  readonly error: (text: string) => void;
  readonly isTerminal: boolean;
  readonly color: boolean;
  /** Whether a program error shows its stack: `ROSTER_DEBUG` is set. */
  readonly isDebug: boolean;
}
