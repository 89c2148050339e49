import type { Json } from '../../model/json.ts';
import type { Source } from '../../model/source.ts';

/** One YAML document of a policy file as plain data; where its parts stand is asked of `locate`. */
export interface PolicyDocument {
  readonly source: Source;
  /** Its place among the documents of its file that have content, from 0. */
  readonly index: number;
  /** The line where its content starts, from 1. */
  readonly line: number;
  readonly value: Json;
}
