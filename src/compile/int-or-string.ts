import * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';

/** A port by number or name, or a count or percentage. */
export function intOrString(value: string | number): k8s.IntOrString {
  return typeof value === 'number'
    ? k8s.IntOrString.fromNumber(value)
    : k8s.IntOrString.fromString(value);
}
