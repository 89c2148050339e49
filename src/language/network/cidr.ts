/** A block of addresses: the bits of its first one, and how many of them all its addresses share. */
export interface Block {
  readonly bits: bigint;
  readonly prefix: number;
  /** 32 bits an address, or 128. */
  readonly length: 32 | 128;
}

/** Reads `192.0.2.0/24` or `2001:db8::/32`; `undefined` for anything else, IPv4 in the clothes of IPv6 included. */
export function parseBlock(text: string): Block | undefined {
  const [address = '', prefix = '', ...rest] = text.split('/');
  const bits = parseAddress(address);
  if (bits === undefined || rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(prefix)) return undefined;
  const length = address.includes(':') ? 128 : 32;
  return Number(prefix) <= length ? { bits, prefix: Number(prefix), length } : undefined;
}

/** The block of one address; `undefined` for a text that is none. */
export function blockOfAddress(text: string): Block | undefined {
  return parseBlock(`${text}/${text.includes(':') ? 128 : 32}`);
}

/** The block that a block with bits beyond its prefix lies in. */
export function networkOf(block: Block): Block {
  const hosts = BigInt(block.length - block.prefix);
  return { ...block, bits: (block.bits >> hosts) << hosts };
}

/** Tells whether all addresses of `inner`, and not only they, are in `outer`. */
export function isWithin(inner: Block, outer: Block): boolean {
  return (
    inner.length === outer.length &&
    inner.prefix > outer.prefix &&
    networkOf({ ...inner, prefix: outer.prefix }).bits === networkOf(outer).bits
  );
}

/** Writes a block as the API server does. */
export function formatBlock({ bits, prefix, length }: Block): string {
  const step = length === 32 ? 8 : 16;
  const parts = Array.from({ length: length / step }, (_, index) =>
    Number((bits >> BigInt(length - step * (index + 1))) & BigInt(2 ** step - 1)),
  );
  return length === 32
    ? `${parts.join('.')}/${prefix}`
    : `${shorten(parts.map((part) => part.toString(16)).join(':'))}/${prefix}`;
}

const mapped = 0xffffn;

function parseAddress(text: string): bigint | undefined {
  if (!text.includes(':')) return parseIpv4(text);
  if (!/^[0-9a-fA-F:]+$/.test(text) || !URL.canParse(`http://[${text}]`)) return undefined;
  const [left = '', right] = shorten(text).split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const tail = groups(right ?? '');
  const middle = Array<string>(8 - groups(left).length - tail.length).fill('0');
  const bits = [...groups(left), ...middle, ...tail].reduce(
    (sum, group) => (sum << 16n) + BigInt(`0x${group}`),
    0n,
  );
  return bits >> 32n === mapped ? undefined : bits;
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  const isAddress = parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part));
  if (!isAddress || parts.some((part) => Number(part) > 255)) return undefined;
  return parts.reduce((sum, part) => (sum << 8n) + BigInt(part), 0n);
}

/** The one spelling of an IPv6 address: small letters, the longest run of zeros left out. */
function shorten(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}
