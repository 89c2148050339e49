/**
 * Writes JSON with two spaces of indentation and a line break at the end. DEL, the C1 controls and
 * invisible characters, which JSON may carry as they are, come out escaped: some terminals obey them.
 */
export function stringify(value: unknown): string {
  const json = JSON.stringify(value, null, 2);
  return `${json.replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, escapeUnits)}\n`;
}

function escapeUnits(character: string): string {
  return character.replace(
    /./gs,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
