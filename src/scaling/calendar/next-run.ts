import { Cron } from 'croner';
import { type Instant, instant } from '../../model/units.ts';

/**
 * When a cron expression of five fields comes next after a moment; `undefined` where it never does or is none. In the hour
 * that a change to summer time skips it comes right after the gap, in the one that is there twice it comes once.
 */
export function nextRun(cron: string, timezone: string, after: Instant): Instant | undefined {
  const { parsed, known } = read(cron, timezone);
  const found = known.find(({ from, next }) => from <= after && after < next);
  if (found !== undefined) return found.next;
  const next = compute(parsed, after);
  // That it never comes is not kept: it may be true of this moment only, which lies beyond all calendars.
  if (next === undefined) return undefined;
  if (known.length >= mostStretches) known.shift();
  known.push({ from: after, next });
  return next;
}

/** Of every moment from `from` until `next` it is known that `next` comes next. */
interface Stretch {
  readonly from: Instant;
  readonly next: Instant;
}

/** An expression and what is known of it; not parsed where it is none. */
interface Read {
  readonly parsed: Cron | undefined;
  readonly known: Stretch[];
}

// Asking the library takes 60 microseconds, more than all the rest of a decision. What is kept is what it would say anyway.
const cache = new Map<string, Read>();
const mostExpressions = 4096;
const mostStretches = 8;

function read(cron: string, timezone: string): Read {
  const key = `${timezone} ${cron}`;
  const found = cache.get(key);
  if (found !== undefined) return found;
  if (cache.size >= mostExpressions) cache.clear();
  const fresh = { parsed: parse(cron, timezone), known: [] };
  cache.set(key, fresh);
  return fresh;
}

// Policies are checked before they get here; an expression that is none opens no window.
function parse(cron: string, timezone: string): Cron | undefined {
  try {
    return new Cron(inLibrary(cron), { mode: '5-part', paused: true, timezone });
  } catch {
    return undefined;
  }
}

function compute(parsed: Cron | undefined, after: Instant): Instant | undefined {
  try {
    const next = parsed?.nextRun(new Date(after)) ?? null;
    return next === null ? undefined : instant(next.getTime());
  } catch {
    return undefined; // a time zone or a moment that there is not
  }
}

/** Cron takes `?` for any and `5/10` for from 5 on in steps of 10; the library writes them out. */
function inLibrary(cron: string): string {
  const most = [59, 23, 31, 12, 6];
  return cron
    .trim()
    .split(/\s+/)
    .map((field, index) =>
      field.replaceAll('?', '*').replace(/(^|,)(\d+)\//g, `$1$2-${most[index] ?? ''}/`),
    )
    .join(' ');
}
