import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose, hasErrors } from '../../diagnostics/report.ts';
import { isObject, type Json } from '../../model/json.ts';
import type { Place } from '../import/place.ts';
import { show } from '../validation/validate.ts';
import { checkShape } from './check-shape.ts';
import { checkValues } from './check-values.ts';
import { type NamespaceOf, normalise, withoutNulls } from './normalise.ts';
import type { HyperflowPool, WrittenWorkerPool } from './pool.ts';
import { workerPoolShape } from './shape.ts';

/** Checks a WorkerPool of the operator and reads it; there is a pool exactly when there is no error. */
export function readPool(
  value: Json,
  place: Place,
  namespaceOf: NamespaceOf,
): { readonly pool?: HyperflowPool; readonly diagnostics: readonly Diagnostic[] } {
  const shape = [...checkShape(value, workerPoolShape, place), ...checkKind(value, place)];
  const broken = shape.filter(({ code }) => code !== 'unknown-field');
  if (hasErrors(broken)) return { diagnostics: shape };
  // `checkShape` has just held the value against the definition that this type is written from.
  const written = withoutNulls(value) as unknown as WrittenWorkerPool;
  const diagnostics = [...shape, ...checkValues(written, place)];
  return hasErrors(diagnostics)
    ? { diagnostics }
    : { pool: normalise(written, namespaceOf), diagnostics };
}

function checkKind(value: Json, place: Place): readonly Diagnostic[] {
  if (!isObject(value)) return [];
  return Object.entries({ apiVersion: 'hyperflow.agh.edu.pl/v1', kind: 'WorkerPool' })
    .filter(([field, only]) => typeof value[field] === 'string' && value[field] !== only)
    .map(([field, only]) => {
      const message = `\`${field}\` must be ${only}, got ${show(value[field] as Json)}`;
      return diagnose('wrong-value', message, place([field], 'value'));
    });
}
