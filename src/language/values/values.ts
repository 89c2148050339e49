import { Cron } from 'croner';
import { parseQuantity, type Quantity } from '../../model/quantity.ts';
import type { Path } from '../../model/source.ts';
import { type Millis, millis, parseDuration } from '../../model/units.ts';
import { type Context, complain } from '../place.ts';
import { promqlProblem } from './promql.ts';
import { timezoneProblem } from './timezone.ts';

/** Kubernetes and KEDA hold seconds in 32 bits. What is more comes out as another number, or stops the reader. */
const longest = 2_147_483_647_000;

const most: Quantity = { text: '8Pi', nano: 8n * 1024n ** 5n * 1_000_000_000n };

/** Readers of single values: each gives the value in the model's unit, or reports and gives a harmless stand-in. */

export function readDuration(context: Context, path: Path, text: string): Millis {
  const duration = parseDuration(text);
  if (duration !== undefined && duration <= longest) return duration;
  if (duration !== undefined) {
    complain(
      context,
      'invalid-duration',
      path,
      (field) =>
        `${field} must be at most 2147483647s, the most seconds that Kubernetes counts, got "${text}"`,
    );
    return millis(0);
  }
  complain(
    context,
    'invalid-duration',
    path,
    (field) => `${field} must be a duration with units from large to small, got "${text}"`,
    {
      help: 'durations are written like 90s, 2m30s, 15m, 2h',
    },
  );
  return millis(0);
}

/** Like `readDuration`, for lengths of time that must not be zero. */
export function readPositiveDuration(context: Context, path: Path, text: string): Millis {
  const duration = readDuration(context, path, text);
  if (parseDuration(text) === 0) {
    complain(
      context,
      'wrong-value',
      path,
      (field) => `${field} must be longer than 0s, got "${text}"`,
    );
  }
  return duration;
}

export function readQuantity(context: Context, path: Path, value: string | number): Quantity {
  const quantity = parseQuantity(value);
  if (quantity !== undefined && quantity.nano <= most.nano) return quantity;
  if (quantity !== undefined) {
    complain(
      context,
      'invalid-quantity',
      path,
      (field) =>
        `${field} must be at most ${most.text}, above which Kubernetes cannot count thousandths, got ${quantity.text}`,
    );
    return { text: '0', nano: 0n };
  }
  complain(
    context,
    'invalid-quantity',
    path,
    (field) => `${field} must be a quantity, got ${JSON.stringify(value)}`,
    {
      help: 'quantities are written like 500m, 1.5, 512Mi, 524288000',
    },
  );
  return { text: '0', nano: 0n };
}

export function readCron(context: Context, path: Path, text: string): string {
  const problem = crons.has(text) ? crons.get(text) : cronProblem(text);
  crons.set(text, problem);
  if (problem !== undefined) {
    complain(
      context,
      'invalid-cron',
      path,
      (field) => `${field} must be a cron expression of five fields, got "${text}"`,
      {
        help: `${problem}; for example "0 8 * * 1-5" is 8 o'clock on working days`,
      },
    );
  }
  return text;
}

export function readTimezone(context: Context, path: Path, name: string): string {
  const problem = timezoneProblem(name);
  if (problem !== undefined) {
    complain(
      context,
      'invalid-timezone',
      path,
      (field) => `${field} must be an IANA time zone, got "${name}"`,
      { help: problem },
    );
  }
  return name;
}

export function readPromql(context: Context, path: Path, text: string): string {
  const problem = promqlProblem(text);
  if (problem !== undefined) {
    complain(
      context,
      'invalid-promql',
      path,
      (field) => `${field} must be a PromQL expression, got \`${text.trim()}\``,
      { help: problem },
    );
  }
  return text;
}

export function readUrl(
  context: Context,
  path: Path,
  text: string,
  schemes: readonly string[],
): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !schemes.includes(url.protocol.slice(0, -1))) {
    complain(
      context,
      'invalid-url',
      path,
      (field) =>
        `${field} must be a URL that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}, got "${text}"`,
    );
  } else if (url.password !== '') {
    complain(
      context,
      'plain-text-credentials',
      path,
      (field) => `${field} must not hold a password`,
      {
        help: 'name the Secret that holds it in the fields beside it',
      },
    );
  }
  return text;
}

/** What is wrong with each expression seen: a folder has few, many times. */
const crons = new Map<string, string | undefined>();

const cronFields = ['minute', 'hour', 'day of month', 'month', 'day of week'];

/** KEDA's reader takes `?` for any and `5/10` for from 5 on in steps of 10; the library writes them out. */
function inCroner(parts: readonly string[]): string {
  const most = [59, 23, 31, 12, 6];
  return parts
    .map((part, index) =>
      part.replaceAll('?', '*').replace(/(^|,)(\d+)\//g, `$1$2-${most[index]}/`),
    )
    .join(' ');
}

/** What is wrong with a five-field cron expression of plain numbers, names, lists, ranges and steps; KEDA and the runtime read no more. */
function cronProblem(text: string): string | undefined {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== 5)
    return `there are ${parts.length} fields, five are needed (${cronFields.join(', ')})`;
  const bad = parts.findIndex(
    (part, index) => !(index < 3 ? /^[\d*?,/-]+$/ : /^(\d+|[*?,/-]|[A-Za-z]{3})+$/).test(part),
  );
  if (bad >= 0)
    return `the ${cronFields[bad]} \`${parts[bad]}\` has a character that does not belong there`;
  if (/7/.test(parts[4]?.replace(/\/\d+/g, '') ?? '')) return 'the day of week is 0 (Sunday) to 6';
  try {
    const cron = new Cron(inCroner(parts), { paused: true, mode: '5-part', timezone: 'Etc/UTC' });
    // only a date of a month may never come; asked from a fixed day, for the clock decides nothing
    const isDated = parts[2] !== '*' && parts[3] !== '*';
    return isDated && cron.nextRun(new Date(0)) === null ? 'no such day ever comes' : undefined;
  } catch {
    return `a field is out of range (${cronFields.join(', ')})`;
  }
}
