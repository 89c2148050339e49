import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isObject } from '../../model/json.ts';
import type { Layer } from '../../model/origin.ts';
import type { DocumentRef } from '../../model/source.ts';
import { complain } from '../place.ts';
import { validate } from '../validation/validate.ts';
import { validateProfile } from '../validation/validators.standalone.ts';
import type { Candidate } from './classify.ts';
import { ownLayer } from './layers.ts';

export interface ReadProfile {
  readonly name: string;
  readonly document: DocumentRef;
  readonly layer: Layer;
}

/** Reads the profiles; one with errors is kept, so that who refers to it is not told that it is missing. */
export function readProfiles(
  candidates: readonly Candidate[],
  diagnostics: Diagnostic[],
): readonly ReadProfile[] {
  return candidates.flatMap(({ document, value }) => {
    const layer = ownLayer('profile', document, value);
    validate({ document, layers: [layer], diagnostics }, validateProfile, value);
    if (layer.spec.profile !== undefined) {
      complain(
        { document, layers: [layer], diagnostics },
        'unknown-field',
        ['profile'],
        (field) => `there is no field ${field}`,
        { at: 'key', help: 'profiles do not build on each other; write the values out' },
      );
    }
    const name = isObject(value.metadata) ? value.metadata.name : undefined;
    return typeof name === 'string' ? [{ name, document, layer }] : [];
  });
}
