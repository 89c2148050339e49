import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Environment } from '../../model/environment.ts';
import type { JsonObject } from '../../model/json.ts';
import { compareText } from '../../model/order.ts';
import type { DocumentRef, Source } from '../../model/source.ts';
import { defaultEnvironment, readEnvironment } from '../environment/environment.ts';
import type { WrittenEnvironment } from '../schema/environment.ts';
import { salvage } from '../validation/salvage.ts';
import { validate } from '../validation/validate.ts';
import { validateEnvironment } from '../validation/validators.standalone.ts';
import type { Candidate } from './classify.ts';
import { type Override, ownLayer, readOverrides } from './layers.ts';

export interface ReadEnvironment {
  readonly environment: Environment;
  readonly overrides: readonly Override[];
  readonly document: DocumentRef;
  /** Whether an operator wrote it; a folder without any gets one called `default`. */
  readonly isWritten: boolean;
}

/** Reads the environments in the order of their names. */
export function readEnvironments(
  candidates: readonly Candidate[],
  sources: readonly Source[],
  diagnostics: Diagnostic[],
): readonly ReadEnvironment[] {
  if (candidates.length === 0) return implicitEnvironment(sources);
  const environments: ReadEnvironment[] = [];
  for (const { document, value } of candidates) {
    const context = { document, layers: [ownLayer('policy', document, value)], diagnostics };
    const isValid = validate(context, validateEnvironment, value);
    const rest = isValid ? value : salvageOverrides(value);
    if (rest === undefined) continue;
    const { name } = rest.metadata as { readonly name: string };
    const spec = rest.spec as unknown as WrittenEnvironment;
    environments.push({
      environment: readEnvironment(context, name, spec),
      overrides: readOverrides(document, rest.spec as JsonObject),
      document,
      isWritten: true,
    });
  }
  return environments.toSorted((a, b) => compareText(a.environment.name, b.environment.name));
}

/** An environment whose overrides alone have mistakes is still read, so that theirs do not hide those of the policies. */
function salvageOverrides(value: JsonObject): JsonObject | undefined {
  const rest = salvage(validateEnvironment, value);
  validateEnvironment(value);
  const isInOverrides = ({ instancePath }: { instancePath: string }) =>
    /^\/spec\/overrides\/\d+\/spec\//.test(instancePath);
  return validateEnvironment.errors?.every(isInOverrides) ? rest : undefined;
}

function implicitEnvironment([source]: readonly Source[]): readonly ReadEnvironment[] {
  if (source === undefined) return [];
  const document = { source, index: 0, line: 1 };
  return [{ environment: defaultEnvironment(document), overrides: [], document, isWritten: false }];
}
