import { isCoreText } from './core-schema.ts';

/**
 * Says what a YAML 1.1 reader takes a plain scalar for (`true`, `the number 750`, `a date`) when that differs from
 * YAML 1.2, and nothing when both agree. Follows the types of yaml.org/type, which go further than most readers.
 */
export function readByYaml11(plain: string): string | undefined {
  if (!start.test(plain)) return undefined;
  return isCoreText(plain) ? readText(plain) : readNumber(plain);
}

/** Everything that may differ starts with one of these; most texts are settled here. */
const start = /^[-+0-9.yYnNoO=<]/;
const isTrue = /^(?:y|Y|yes|Yes|YES|on|On|ON)$/;
const isFalse = /^(?:n|N|no|No|NO|off|Off|OFF)$/;
const binary = /^[-+]?0b[01_]+$/;
const hexadecimal = /^[-+]?0x[0-9a-fA-F_]+$/;
const octal = /^[-+]?0[0-7_]+$/;
const decimal = /^[-+]?(?:0|[1-9][0-9_]*)$/;
const fraction = /^[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*(?:[eE][-+]?[0-9]+)?$/;
const sexagesimal = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const date =
  /^\d{4}-\d\d?-\d\d?(?:(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::?\d\d)?))?)?$/;

function readText(plain: string): string | undefined {
  if (isTrue.test(plain)) return 'true';
  if (isFalse.test(plain)) return 'false';
  if (plain === '=') return 'a default value';
  if (plain === '<<') return 'a merge key';
  if (date.test(plain)) return 'a date';
  if (!/[0-9]/.test(plain)) return undefined;
  if (sexagesimal.test(plain)) return `the number ${sumOfSixties(plain)}`;
  const isNumber = binary.test(plain) || hexadecimal.test(plain) || octal.test(plain);
  if (isNumber || decimal.test(plain) || fraction.test(plain)) return 'a number';
  return undefined;
}

/** Numbers to YAML 1.2 whose leading zero or letter means something else to YAML 1.1. */
function readNumber(plain: string): string | undefined {
  if (/^0o/.test(plain)) return 'a text';
  if (!/^[-+]?0[0-9]+$/.test(plain)) return undefined;
  if (!octal.test(plain)) return 'a text';
  const value = Number.parseInt(plain, 8);
  return value === Number(plain) ? undefined : `the number ${value}`;
}

function sumOfSixties(plain: string): number {
  const sign = plain.startsWith('-') ? -1 : 1;
  const parts = plain.replace(/^[-+]/, '').replaceAll('_', '').split(':');
  return sign * parts.reduce((sum, part) => sum * 60 + Number(part), 0);
}
