/**
 * Counts the columns that one code point takes on a terminal: 0, 1 or 2. Joined emoji count as the
 * sum of their parts, as most terminals draw them. Expects no control characters.
 */
export function columnsOf(character: string): number {
  if (character <= '~') return 1;
  if (attached.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** Combining marks, joiners, and the vowels and finals of a Korean syllable. */
const attached = /^(?:\u200c|\u200d|[\p{Mn}\p{Me}\u1160-\u11ff])$/u;

/**
 * East_Asian_Width is no property that regular expressions know, hence the ranges, from Unicode 16.
 * Regional indicators are left out: two of them make one flag of two columns.
 */
const wide = new RegExp(
  [
    '^(?:(?!\\p{RI})\\p{Emoji_Presentation}|[',
    '\\u1100-\\u115f\\u2329\\u232a\\u2630-\\u2637\\u268a-\\u268f\\u2e80-\\u303e\\u3041-\\ua4cf',
    '\\ua960-\\ua97c\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe10-\\ufe19\\ufe30-\\ufe6f',
    '\\uff01-\\uff60\\uffe0-\\uffe6',
    '\\u{16fe0}-\\u{18dff}\\u{1aff0}-\\u{1b2ff}\\u{1d300}-\\u{1d376}\\u{1f200}-\\u{1f265}',
    '\\u{20000}-\\u{3fffd}',
    '])$',
  ].join(''),
  'u',
);
