import { nearest } from '../suggest/suggest.ts';

/**
 * Says what to write instead of a name that is no IANA time zone in its exact spelling; `undefined` for one that is.
 * KEDA and the runtime tell capitals apart, JavaScript does not.
 */
export function timezoneProblem(name: string): string | undefined {
  const problem = problems.has(name) ? problems.get(name) : problemOf(name);
  problems.set(name, problem);
  return problem;
}

/** What is wrong with each name seen: asking Intl takes 0.1 ms, and a folder names few zones, a thousand times. */
const problems = new Map<string, string | undefined>();

function problemOf(name: string): string | undefined {
  const canonical = canonicalName(name);
  const names = spellings();
  const exact = [...names, canonical].find((one) => one?.toLowerCase() === name.toLowerCase());
  if (exact === name) return undefined;
  if (exact !== undefined) return `did you mean \`${exact}\`? Capitals count`;
  if (canonical !== undefined && isSpeltLikeOne(name)) return undefined;
  const near = canonical ?? nearest(name, names);
  return near === undefined
    ? 'time zones are written like Europe/Warsaw or Etc/UTC'
    : `did you mean \`${near}\`?`;
}

/** What Intl calls the zone, another name if this one is an alias; `undefined` for what is no zone to Intl. */
function canonicalName(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

const areas =
  /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US)\//;

/** Intl lists no aliases such as `US/Pacific`; their parts start with a capital and have at most three in a row. */
function isSpeltLikeOne(name: string): boolean {
  return areas.test(name) && !/\/[^A-Z]|[A-Z]{4}/.test(name);
}

let known: readonly string[] | undefined;

/** The names whose spelling is known for sure: those that Intl lists, and all that have no slash. */
function spellings(): readonly string[] {
  known ??= [
    ...Intl.supportedValuesOf('timeZone'),
    ...['Etc/UTC', 'Etc/GMT', ...withoutSlash.split(' ')],
  ];
  return known;
}

const withoutSlash =
  'UTC GMT UCT Zulu Universal Greenwich GMT0 GMT+0 GMT-0 CET EET MET WET EST MST HST EST5EDT CST6CDT MST7MDT PST8PDT Cuba Egypt Eire GB GB-Eire Hongkong Iceland Iran Israel Jamaica Japan Kwajalein Libya NZ NZ-CHAT Navajo PRC Poland Portugal ROC ROK Singapore Turkey W-SU';
