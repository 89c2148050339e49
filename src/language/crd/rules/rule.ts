/** A rule across fields, in CEL: `self` is the value that it stands at. */
export interface Rule {
  readonly rule: string;
  /** Rule first, fields in backticks, as `roster check` words it; the API server puts the path before it. */
  readonly message: string;
}

/**
 * What the API server checks of one value beyond the schema of the policy. A rule needs bounds: the API server refuses
 * one whose cost it cannot bound. Those of lists and maps are in the schema of the policy, so that `roster check` knows
 * them; here stand bounds that `roster check` has as part of another rule, such as that of labels.
 */
export interface Checks {
  readonly rules?: readonly Rule[];
  /** The fields that tell the items of a list apart. */
  readonly keys?: readonly string[];
  readonly enum?: readonly (string | number)[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
}

/** Checks by the path of the value: `worker.env[].name`, `labels.*`; the empty path is the value itself. */
export type ChecksByPath = Readonly<Record<string, Checks>>;

/** Moves checks below a path. */
export function below(path: string, checks: ChecksByPath): ChecksByPath {
  return Object.fromEntries(
    Object.entries(checks).map(([at, one]) => [at === '' ? path : `${path}.${at}`, one]),
  );
}

/** Puts checks together; those that stand at one path add up. */
export function together(...all: readonly ChecksByPath[]): ChecksByPath {
  const merged: Record<string, Checks> = {};
  for (const [path, checks] of all.flatMap((one) => Object.entries(one))) {
    const before = merged[path] ?? {};
    const rules = [...(before.rules ?? []), ...(checks.rules ?? [])];
    merged[path] = { ...before, ...checks, ...(rules.length > 0 && { rules }) };
  }
  return merged;
}

/** The same checks at several paths. */
export function at(paths: readonly string[], checks: Checks): ChecksByPath {
  return Object.fromEntries(paths.map((path) => [path, checks]));
}

/** Exactly one of these fields must be there. */
export function exactlyOne(fields: readonly string[], what = inWords(fields)): Rule {
  const given = fields.map((field) => `has(self.${field})`).join(', ');
  return {
    rule: `[${given}].filter(one, one).size() == 1`,
    message: `must have exactly one of ${what}`,
  };
}

/** How many milliseconds a length of time has, in CEL, whose own lengths of time have no days. */
export function millisecondsOf(time: string): string {
  const day = `${time}.indexOf('d')`;
  // the 0s is for what ends with the days
  const rest = `duration(${time}.substring(${day} + 1) + '0s').getMilliseconds()`;
  return `(${day} < 0 ? duration(${time}).getMilliseconds() : int(${time}.substring(0, ${day})) * 86400000 + ${rest})`;
}

/** A length of time must be one that Kubernetes can count; its form is in the schema already. */
export const time: Checks = {
  rules: [
    {
      // of more digits there is nothing to compute
      rule: `!self.matches('^0*[1-9][0-9]{10}') && ${millisecondsOf('self')} <= 2147483647000`,
      message: 'must be at most 2147483647s, the most seconds that Kubernetes counts',
    },
  ],
};

/** A length of time that must not be zero. */
export const positive: Checks = {
  ...time,
  rules: [
    { rule: "self.matches('[1-9]')", message: 'must be longer than 0s' },
    ...(time.rules ?? []),
  ],
};

/**
 * Asks something of every item of a list that may not be there. Never `?.orValue([])`, which hides from the API server
 * how long the list can be.
 */
export function every(list: string, item: string, holds: string): string {
  return `(${absent(list)} || ${list}.all(${item}, ${holds}))`;
}

/** Asks something of some item of a list that may not be there. */
export function some(list: string, item: string, holds: string): string {
  return `(!(${absent(list)}) && ${list}.exists(${item}, ${holds}))`;
}

/** Whether a field, or one that it is in, is not there; the first step of the path always is. */
export function absent(path: string): string {
  const steps = path.split('.');
  const fields = steps.slice(1).map((_, index) => steps.slice(0, index + 2).join('.'));
  return fields.map((field) => `!has(${field})`).join(' || ');
}

/** `a`, `b` and `c`. */
export function inWords(fields: readonly string[]): string {
  const quoted = fields.map((field) => `\`${field}\``);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`;
}
