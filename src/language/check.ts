import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/report.ts';
import type { Estate } from '../model/environment.ts';
import type { Source } from '../model/source.ts';
import { classify } from './documents/classify.ts';
import { readEnvironments } from './documents/environments.ts';
import { readProfiles } from './documents/profiles.ts';
import { readWritten } from './documents/written.ts';
import { buildEstate } from './estate.ts';
import { linkPolicies } from './link/policies.ts';
import { readSource } from './yaml/read.ts';

/** What a folder of policies means, one estate an environment, and all that is wrong with it. With an error the estates are not to be compiled. */
export interface Checked {
  readonly estates: readonly Estate[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks policies: each document against its kind's schema, merged as each environment sees it, and all of them against each other. */
export function check(sources: readonly Source[]): Checked {
  const read = sources.map(readSource);
  const diagnostics = read.flatMap((one) => one.diagnostics);
  const classified = classify(
    read.flatMap(({ documents }) => documents),
    diagnostics,
  );
  const environments = readEnvironments(classified.Environment, sources, diagnostics);
  const profiles = readProfiles(classified.Profile, diagnostics);
  const written = readWritten(classified, diagnostics);
  linkPolicies({ written, profiles, environments }, diagnostics);
  const estates = environments.map((one) => buildEstate(one, written, profiles, diagnostics));
  return { estates, diagnostics: sortDiagnostics(withoutEchoes(diagnostics)) };
}

/** A spelling that readers disagree on and a value of the wrong kind are one mistake: the second says how to mend both. */
function withoutEchoes(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const placeOf = ({ source, span }: Diagnostic) => `${source?.path}:${span?.start}`;
  const wrong = new Set(diagnostics.filter(({ code }) => code === 'wrong-value').map(placeOf));
  return diagnostics.filter((one) => one.code !== 'ambiguous-text' || !wrong.has(placeOf(one)));
}
