import type { reasons } from './known-differences.ts';

/** What `roster check` says of a document that the API server may take all the same. */
export const beyondRules: readonly (readonly [error: RegExp, why: keyof typeof reasons])[] = [
  [/^(unknown-reference|cluster-over-quota|runtime-disabled|nowhere-on-network): /, 'otherFiles'],
  [/^conflicting-fields: `spec\.\w+\.priorityClass`/, 'otherFiles'],
  [/^(quota-|missing-field: `spec\.\w+\.resources)/, 'otherFiles'],
  [/^(grace-too-short|name-too-long|engine-cannot): /, 'chosen'],
  [/^(fallback-to-zero: |min-over-max: `spec\.scaling\.onSignalLoss\.then)/, 'untyped'],
  [/^invalid-(cron|timezone|promql|pattern|image-pattern|url): /, 'parser'],
  [/^image-not-allowed: /, 'parser'],
  [/^invalid-(quantity|duration): /, 'amounts'],
  [/^(label-owned|invalid-name: `spec\.priorityClass)/, 'metadata'],
  [/^plain-text-credentials: /, 'credentials'],
  [/^parameter-/, 'parameters'],
  [/^[\w-]+: `spec\.parameters\[\d+\]\.(enum|default|from|name|pattern)\b/, 'parameters'],
  [/^option-/, 'options'],
  [/^[\w-]+: `spec\.options\[\d+\]\.(choices|default|pattern|min|max|unit|name|sets)\b/, 'options'],
  [/^unsafe-integer: /, 'amounts'],
  [/\.resourceFieldRef\.divisor` must be (1 or 1m|1, or one)/, 'amounts'],
  [/\.averageValue` must be more than nothing/, 'amounts'],
  [/` must lie apart from the other files of the volume/, 'paths'],
  [/^[\w-]+: `spec\.retries\.rules\[\d+\]\.(exitCodes|notExitCodes)\b/, 'codes'],
  [/^(cluster-unreachable|drain-blocked): /, 'sums'],
  [/^gateway-owned: /, 'sums'],
];
