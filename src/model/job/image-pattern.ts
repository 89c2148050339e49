import { imageReference } from './image-reference.ts';

/** Which images the runs of a job may have. */
export interface Images {
  readonly allow: readonly string[];
  /** Whether an image must be named by its digest. */
  readonly digest: 'required' | 'optional';
}

interface Parts {
  readonly repository: string;
  readonly tag?: string | undefined;
  readonly digest?: string | undefined;
}

/** Says why an image may not be used, to follow "must"; `undefined` for one that may. Names are compared as they are written: `docker.io/library/a` is not `a`. */
export function imageRefusal({ allow, digest }: Images, image: string): string | undefined {
  if (!imageReference.test(image)) return 'be an image reference';
  if (!allow.some((pattern) => matches(pattern, image))) {
    return `match ${allow.map((pattern) => `\`${pattern}\``).join(' or ')}`;
  }
  return digest === 'required' && partsOf(image).digest === undefined ? 'have a digest' : undefined;
}

/** A pattern speaks of the repository and, with a colon, of the tag; `*` is any part of one segment, `**` at the end all that follows. */
function matches(pattern: string, image: string): boolean {
  const { repository, tag, digest } = partsOf(image);
  const wanted = partsOf(pattern);
  if (wanted.digest !== undefined && wanted.digest !== digest) return false;
  if (wanted.tag !== undefined && !isLike(wanted.tag, tag ?? '')) return false;
  return isRepositoryLike(wanted.repository, repository);
}

function isRepositoryLike(pattern: string, repository: string): boolean {
  const wanted = pattern.split('/');
  const found = repository.split('/');
  const isOpen = wanted.at(-1) === '**';
  const heads = isOpen ? wanted.slice(0, -1) : wanted;
  if (isOpen ? found.length <= heads.length : found.length !== heads.length) return false;
  return heads.every((head, index) => isLike(head, found[index] ?? ''));
}

/** Walks both texts once, so that no pattern is slow. */
function isLike(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (!text.startsWith(first)) return false;
  let at = first.length;
  const last = rest.pop();
  if (last === undefined) return text === pattern;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/** The colon of a tag stands after the last slash; one before it belongs to a port. */
function partsOf(image: string): Parts {
  const [name = '', digest] = image.split('@');
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  return colon < 0
    ? { repository: name, digest }
    : { repository: name.slice(0, colon), tag: name.slice(colon + 1), digest };
}
