import type { Scaling } from '../model/scaling.ts';
import type { Instant } from '../model/units.ts';
import type { Move, PoolMemory } from './memory.ts';

/**
 * The moves that rates still look at. A move is what is seen: the number now is another than the last decision found. So moves
 * of others count, and a patch of ours that failed does not. Our own is as old as the decision, of others only just seen.
 */
export function movesUntil(
  { moves, last }: PoolMemory,
  current: number,
  { up, down }: Pick<Scaling, 'up' | 'down'>,
  now: Instant,
): readonly Move[] {
  const longest = Math.max(up?.per ?? 0, down?.per ?? 0);
  const isMoved = last !== undefined && last.from !== current;
  const at = last?.to === current ? last.at : now;
  const seen = isMoved ? [{ at, from: last.from, to: current }] : [];
  return fewer([...moves, ...seen].filter(({ at }) => at > now - longest));
}

const most = 64;

// Rates look at sums only. Two moves as one at the later time keep the limit for longer, never for shorter.
function fewer(moves: readonly Move[]): readonly Move[] {
  if (moves.length <= most) return moves;
  const surplus = moves.length - most + 1;
  const old = moves.slice(0, surplus);
  const at = old.at(-1)?.at ?? moves[0]?.at;
  const first = old[0];
  if (at === undefined || first === undefined) return moves;
  const sum = old.reduce((total, { from, to }) => total + to - from, 0);
  const joined = { at, from: Math.max(0, -sum), to: Math.max(0, sum) };
  return [joined, ...moves.slice(surplus)];
}
