const offset = 0xcbf29ce484222325n;
const prime = 0x100000001b3n;
const digits = 8;

/**
 * Eight letters and digits that tell one text from another (FNV-1a, 41 of its 64 bits). It finds changes and guards
 * against nobody; Node's own hashes are not for this layer, which touches nothing.
 */
export function fingerprint(text: string): string {
  let hash = offset;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * prime);
  }
  return hash.toString(36).padStart(digits, '0').slice(-digits);
}
