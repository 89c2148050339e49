import type { LivePool } from '../estate.ts';
import type { Value } from '../push-source.ts';
import type { Tally } from './tally.ts';

export type ApiQuestion =
  | { readonly ask: 'fill'; readonly pools: readonly LivePool[] }
  | { readonly ask: 'where' }
  /** What Prometheus says from now on. */
  | { readonly ask: 'tell'; readonly values: readonly Value[] }
  /** What was asked since the last time. */
  | { readonly ask: 'tally' };

export type ApiAnswer =
  | { readonly ask: 'fill' | 'tell' }
  | { readonly ask: 'where'; readonly server: string; readonly prometheus: string }
  | ({ readonly ask: 'tally' } & Tally);
