import { withoutUserInfo } from '../without-user-info.ts';

/** A value for a message: short, and without the user and password of a URL. */
export function showValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = withoutUserInfo(JSON.stringify(value));
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
