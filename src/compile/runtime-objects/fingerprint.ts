const prime = 0x100000001b3n;
const mask = (1n << 64n) - 1n;

/**
 * Tells two texts apart (FNV-1a, 64 bits): what changes when a configuration does, so that pods are replaced. It keeps
 * nobody from finding a text with the same fingerprint.
 */
export function fingerprint(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const character of text) {
    hash = ((hash ^ BigInt(character.codePointAt(0) ?? 0)) * prime) & mask;
  }
  return hash.toString(16).padStart(16, '0');
}
