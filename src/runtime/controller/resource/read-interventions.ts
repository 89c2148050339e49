import { type Intervention, parseIntervention } from '../../../scaling/intervention.ts';

/** What the annotations of a pool ask for, and why what some of them say is not followed. */
export interface ReadInterventions {
  /** Those that count first stand first: a pause keeps what runs, whatever a pin says. */
  readonly interventions: readonly Intervention[];
  /** A sentence. */
  readonly interventionProblem?: string;
}

/** The annotations that a person asks with. */
export const interventionNames = ['roster.dev/pause', 'roster.dev/pin'] as const;

/** Reads `roster.dev/pause` and `roster.dev/pin`; one that cannot be read is as if it were not there, and is reported. */
export function readInterventions(
  annotations: Readonly<Record<string, string>> = {},
): ReadInterventions {
  const interventions: Intervention[] = [];
  const problems: string[] = [];
  for (const kind of ['pause', 'pin'] as const) {
    const name = `roster.dev/${kind}`;
    const text = annotations[name];
    if (typeof text !== 'string') continue;
    const parsed = parseIntervention(kind, text);
    if (parsed.ok) interventions.push(parsed.intervention);
    else problems.push(`The annotation \`${name}\` ${parsed.problem}.`);
  }
  if (problems.length === 0) return { interventions };
  return { interventions, interventionProblem: problems.join(' ') };
}
