import { type LivePool, workersAtFirst } from './estate.ts';
import type { Value } from './push-source.ts';

/** Those that a change of their signal moves. */
export function targetsOf(pools: readonly LivePool[]): readonly LivePool[] {
  return pools.filter(({ mode }) => mode === 'proportional');
}

/** What the signals say at the beginning. A backlog with a deadline would be another decision with time alone. */
export function firstValues(pools: readonly LivePool[]): readonly Value[] {
  return pools.map(({ query, mode }) => [query, mode === 'deadline' ? 0 : workersAtFirst]);
}
