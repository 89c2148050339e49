import type { Images } from '../../../model/job/image-pattern.ts';
import { imageReference } from '../../../model/job/image-reference.ts';
import { quote } from './policy.ts';

/** The grammar in words that every RE2 reads: without names. */
const grammar = imageReference.source.replaceAll(/\?<\w+>/g, '?:');

/** True of a text that is an image reference at all: `a/../b` is none, whatever a pattern says of its parts. */
export function isImage(expression: string): string {
  return `${expression}.matches(${quote(grammar)})`;
}

/** An allow-list of images as regular expressions of RE2 that match the whole reference. */
export function imageExpressions({ allow, digest }: Images): readonly string[] {
  return allow.map((pattern) => expressionOf(pattern, digest === 'required'));
}

function expressionOf(pattern: string, mustHaveDigest: boolean): string {
  const [name = '', digest] = pattern.split('@');
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  const repository = colon < 0 ? name : name.slice(0, colon);
  const tag = colon < 0 ? undefined : name.slice(colon + 1);
  return `^${repositoryExpression(repository)}${tagExpression(tag)}${digestExpression(digest, mustHaveDigest)}$`;
}

/** `*` is any part of one segment, and `**` at the end everything below. The colon of a port may stand before a slash only. */
function repositoryExpression(pattern: string): string {
  const segments = pattern.split('/');
  const isOpen = segments.at(-1) === '**';
  const heads = isOpen ? segments.slice(0, -1) : segments;
  const written = heads.map((segment, index) => {
    const isLast = !isOpen && index === heads.length - 1;
    return likeExpression(segment, isLast ? '[^/:@]*' : '[^/@]*');
  });
  return [...written, ...(isOpen ? ['(?:[^/@]+/)*[^/:@]+'] : [])].join('/');
}

function tagExpression(pattern: string | undefined): string {
  if (pattern === undefined || /^\*+$/.test(pattern)) return '(?::[^/:@]*)?';
  return `:${likeExpression(pattern, '[^/:@]*')}`;
}

function digestExpression(digest: string | undefined, mustHaveDigest: boolean): string {
  if (digest !== undefined) return `@${literally(digest)}`;
  return mustHaveDigest ? '@[^/@]+' : '(?:@[^/@]+)?';
}

function likeExpression(pattern: string, any: string): string {
  return pattern.split('*').map(literally).join(any);
}

function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
