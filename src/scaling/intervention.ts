import type { Instant } from '../model/units.ts';
import { parseInstant } from './calendar/instant-text.ts';
import { mostWorkers } from './count.ts';

/**
 * What a person asked for by an annotation of the WorkerPool: exactly so many workers, or no change at all, until a
 * moment, for a reason. After `until` it is as if it were not there. A pin beats bounds, hold, rates and the safe start, but
 * neither the quota of the group nor workers that are busy; it may be above the policy's maximum.
 */
export type Intervention =
  | {
      readonly kind: 'pin';
      readonly workers: number;
      readonly until: Instant;
      readonly because: string;
    }
  | { readonly kind: 'pause'; readonly until: Instant; readonly because: string };

/** An intervention, or the rule that its text breaks, to be said after the name of the annotation. */
export type ParsedIntervention =
  | { readonly ok: true; readonly intervention: Intervention }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads `3 until 2026-12-01T08:00Z because …` for a pin and `until 2026-12-01T08:00Z because …` for a pause. All parts are
 * required: what nobody ends and nobody can explain stays for years.
 */
export function parseIntervention(kind: Intervention['kind'], text: string): ParsedIntervention {
  const example = `${kind === 'pin' ? '3 ' : ''}until 2026-12-01T08:00Z because of the migration`;
  const match = /^(?:(\S+)\s+)?until\s+(\S+)\s+because\s+(\S[\s\S]*)$/.exec(text.trim());
  if (match === null) return no(`must be written like \`${example}\``);
  const [, number, end = '', because = ''] = match;
  const until = parseInstant(end);
  if (until === undefined)
    return no(`must end at a moment like \`2026-12-01T08:00Z\`, got \`${end}\``);
  const reason = because.replace(/\s+/g, ' ').slice(0, longestReason);
  if (kind === 'pause') {
    if (number !== undefined) return no(`must begin with \`until\`, got \`${number}\``);
    return { ok: true, intervention: { kind, until, because: reason } };
  }
  const workers = /^\d{1,10}$/.test(number ?? '') ? Number(number) : Number.NaN;
  if (!(workers <= mostWorkers))
    return no(`must begin with a whole number of workers, got \`${number ?? 'until'}\``);
  return { ok: true, intervention: { kind, workers, until, because: reason } };
}

/** A reason goes into conditions and Events, which have limits of their own. */
const longestReason = 500;

function no(problem: string): ParsedIntervention {
  return { ok: false, problem };
}
