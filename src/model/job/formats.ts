import type { ParameterFormat } from './parameter.ts';

const date = /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)$/;
const time =
  /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
// RFC 3986: a scheme, and none but its characters, a percent sign with its two digits
const uri = /^[a-z][a-z0-9+.-]*:(?:[-a-z0-9._~:/?#[\]@!$&'()*+,;=]|%[0-9a-f]{2})+$/i;
const label = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';
const hostname = new RegExp(`^(?=.{1,253}$)${label}(?:\\.${label})*$`, 'i');
const email = /^[^\s@"(),:;<>[\]\\]{1,64}@(?<domain>[^\s@]+)$/;

/** Tells whether a text has a form. The runtime registers these with its validator, so that both sides mean the same by a format. */
export const isOfFormat: Readonly<Record<ParameterFormat, (text: string) => boolean>> = {
  date: isDate,
  time: (text) => time.test(text),
  'date-time': (text) =>
    /^.{10}t/i.test(text) && isDate(text.slice(0, 10)) && time.test(text.slice(11)),
  uuid: (text) => uuid.test(text),
  uri: (text) => uri.test(text),
  email: (text) => hostname.test(email.exec(text)?.groups?.domain ?? ''),
  hostname: (text) => hostname.test(text),
};

function isDate(text: string): boolean {
  const { year, month, day } = date.exec(text)?.groups ?? {};
  const length = lengthOf(Number(year), Number(month));
  return length !== undefined && Number(day) >= 1 && Number(day) <= length;
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function lengthOf(year: number, month: number): number | undefined {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : lengths[month - 1];
}
