import type { Instant } from '../model/units.ts';
import type { Intervention } from './intervention.ts';

/** What a person asked for, while it holds; `undefined` from its end on. */
export function standing(
  intervention: Intervention | undefined,
  wall: Instant,
): Intervention | undefined {
  return intervention !== undefined && wall < intervention.until ? intervention : undefined;
}
