import { check } from '../../../src/language/check.ts';
import { surroundingsOf, type Written } from './documents.ts';

/** What `roster check` says of a document by itself: the messages of its errors, none when it takes it. */
export function errorsOf(written: Written): readonly string[] {
  const files = [written.document, ...surroundingsOf(written)].map((document, index) => ({
    path: `${index}.yaml`,
    text: JSON.stringify(document),
  }));
  const [own] = files;
  return check(files)
    .diagnostics.filter(({ severity, source }) => severity === 'error' && isOf(own!.path, source))
    .map(({ code, message }) => `${code}: ${message}`);
}

function isOf(path: string, source: { readonly path: string } | undefined): boolean {
  return source === undefined || source.path === path;
}
