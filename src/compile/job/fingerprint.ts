import { fnv1a } from '../fnv1a.ts';

const digits = 8;

/** Eight letters and digits, 41 bits, that tell one text from another: short enough to stand in the name of a Job. */
export function fingerprint(text: string): string {
  return fnv1a(text).toString(36).padStart(digits, '0').slice(-digits);
}
