/** Gives the lines of a stream as they end; what follows the last line break is given at the end. */
export async function* splitLines(parts: AsyncIterable<string>): AsyncGenerator<string> {
  // Parts of an unfinished line are joined once, when it ends: adding each part to a growing text is quadratic in V8's
  // flattening when a large object comes in many parts.
  let open: string[] = [];
  for await (const part of parts) {
    let from = 0;
    for (let at = part.indexOf('\n'); at >= 0; at = part.indexOf('\n', from)) {
      open.push(part.slice(from, at));
      const line = open.join('');
      open = [];
      from = at + 1;
      if (line !== '') yield line;
    }
    if (from < part.length) open.push(part.slice(from));
  }
  const rest = open.join('');
  if (rest !== '') yield rest;
}
