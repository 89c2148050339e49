import { withoutUserInfo } from './without-user-info.ts';

/**
 * A text of somebody else as part of a condition, an Event or a log: one line of at most `longest` characters, without control
 * characters, which a terminal would obey, and without the user of a URL.
 */
export function oneLine(text: string, longest = 1_000): string {
  // cut before it is looked at: a server may say megabytes
  const line = withoutUserInfo(text.slice(0, 4 * longest))
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim();
  if (line.length <= longest) return line;
  // half of a character would come back from the API server as another one, and be written again and again
  return `${line.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
