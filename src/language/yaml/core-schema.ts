/** Tells whether YAML 1.2 (core schema) reads a plain scalar as a text, not as null, a boolean or a number. */
export function isCoreText(plain: string): boolean {
  return !(words.test(plain) || numbers.test(plain));
}

const words = /^(?:|~|null|Null|NULL|true|True|TRUE|false|False|FALSE)$/;
const numbers =
  /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
