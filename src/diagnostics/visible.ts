/**
 * Writes out every character that a terminal would obey or hide: control characters, invisible and
 * direction-changing ones, halves of surrogate pairs. Text from a policy can then neither colour
 * the report nor move the cursor.
 */
export function makeVisible(text: string): string {
  return text.replace(hidden, spellOut);
}

// The joiners U+200C and U+200D stay: Persian, Indic scripts and emoji cannot be written without.
// U+00A0 goes: pasted as indentation it breaks a file and looks like a space.
const hidden = /(?![\u200c\u200d])[\u00a0\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

function spellOut(character: string): string {
  switch (character) {
    case '\n':
      return '\\n';
    case '\r':
      return '\\r';
    case '\t':
      return '\\t';
    default:
      return `\\u{${character.codePointAt(0)?.toString(16)}}`;
  }
}
