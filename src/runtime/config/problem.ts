/** One thing that is wrong with the configuration. */
export interface Problem {
  /** Where it was written: a file, a flag or a variable. */
  readonly where: string;
  /** `lease.duration`; absent where the whole of it is meant. */
  readonly field?: string;
  /** What is wrong, in lower case, without a full stop and without credentials. */
  readonly message: string;
  readonly help?: string;
}

/** All that keeps a component from starting: a mistake of whoever configured it, not of the program. */
export class ConfigurationError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(problemText).join('\n'));
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}

function problemText({ where, field, message, help }: Problem): string {
  const place = field === undefined ? where : `${where}: \`${field}\``;
  return `${place}: ${message}${help === undefined ? '' : `\n  help: ${help}`}`;
}
