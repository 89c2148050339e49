import type { Path, Source, Span } from '../../model/source.ts';

/** Tells where a field of a pool was written; a pool of a values file may be written in several places. */
export type Place = (
  path: Path,
  at: 'key' | 'value',
) => { readonly source: Source; readonly span?: Span };
