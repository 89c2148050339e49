/** A file of policies as it was read. `path` is the one shown to people ('/' between folders), never used for I/O. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** A stretch of a source's text, as UTF-16 offsets; `end` is the first offset after it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The way from a document's root to a value: field names and list indexes. */
export type Path = readonly (string | number)[];

/** Writes a path as operators write it: `spec.worker.env[2].name`; keys that are no plain words are quoted. */
export function formatPath(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[\w-]+$/.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text;
}

/** One YAML document of a source: `index` counts the documents of its file, `line` (1-based) is where its content starts. */
export interface DocumentRef {
  readonly source: Source;
  readonly index: number;
  readonly line: number;
}
