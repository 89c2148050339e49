export const parameterTypes = ['string', 'integer', 'number', 'boolean'] as const;
export type ParameterType = (typeof parameterTypes)[number];

export type ParameterValue = string | number | boolean;

/** What a parameter's value must be. */
export interface ParameterRules {
  readonly type: ParameterType;
  readonly format?: ParameterFormat;
  /** A regular expression of ECMAScript, read with the flag `u`; it may match anywhere in the text. */
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly ParameterValue[];
}

/** A value that a run of a job can be given. */
export interface Parameter extends ParameterRules {
  readonly name: string;
  readonly description?: string;
  readonly required: boolean;
  readonly default?: ParameterValue;
  /** The parameter whose value is taken where this one is not given; it wins over `default`. */
  readonly from?: string;
  /** Where the value goes; absent for one that only others take. */
  readonly to?: { readonly env: string } | { readonly arg: string };
}

/** The forms of a text that a parameter may ask for. */
export const parameterFormats = [
  'date',
  'time',
  'date-time',
  'uuid',
  'uri',
  'email',
  'hostname',
] as const;
export type ParameterFormat = (typeof parameterFormats)[number];
