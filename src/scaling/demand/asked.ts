import type { Instant } from '../../model/units.ts';
import type { PoolMemory } from '../memory.ts';
import type { Reason } from '../reason.ts';
import type { Needed } from './deadline.ts';

/** What a mode asks for, before anything bounds it. */
export interface Asked {
  readonly workers: number;
  readonly reason: Reason;
  /** Set where the mode cannot tell: then `workers` is what there is, and nobody else may take of it. */
  readonly isBlind?: true;
  /** Mode `deadline`: what its verdict is made of once it is known how many workers it gets. */
  readonly needed?: Needed;
  /** When time alone makes it ask for more. */
  readonly again?: Instant;
  /** What the mode learnt from the sample. */
  readonly learnt?: Learnt;
}

/** What mode `deadline` remembers. */
export type Learnt = Pick<
  PoolMemory,
  'serviceTime' | 'stretches' | 'stretch' | 'learntFrom' | 'probe' | 'due' | 'late'
>;
