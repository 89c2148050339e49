const BLOCK = 512;

/** Finds one file in a tar archive; `undefined` where it is not. Names longer than 100 bytes are not understood. */
export function fileInTar(archive: Buffer, name: string): Buffer | undefined {
  let at = 0;
  while (at + BLOCK <= archive.length) {
    const header = archive.subarray(at, at + BLOCK);
    const size = Number.parseInt(textAt(header, 124, 12), 8);
    if (Number.isNaN(size)) return undefined; // the blocks of zeros at the end
    const start = at + BLOCK;
    if (textAt(header, 0, 100) === name) return archive.subarray(start, start + size);
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return undefined;
}

/** A field ends at its first zero byte. */
function textAt(header: Buffer, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? length : end).trim();
}
