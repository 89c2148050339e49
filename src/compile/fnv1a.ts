const offset = 0xcbf29ce484222325n;
const prime = 0x100000001b3n;

/**
 * A number of 64 bits that tells one text from another (FNV-1a). It finds changes and guards against nobody; Node's own
 * hashes are not for this layer, which touches nothing.
 */
export function fnv1a(text: string): bigint {
  let hash = offset;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * prime);
  }
  return hash;
}
